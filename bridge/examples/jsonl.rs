//! Answers requests from standard input, one a line, on standard output: the JSON door for any language with a pipe.

fn main() -> std::io::Result<()> {
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    kalends_bridge::Bridge::default().jsonl(input, output).map(drop)
}
