use super::*;
use serde_json::Value;
use std::collections::VecDeque;

/// A reader that gives what it is told to, piece by piece, and notes how much was written before each read.
struct Pieces<'a> {
    pieces: VecDeque<&'a [u8]>,
    written: &'a std::cell::RefCell<Vec<u8>>,
    seen: Vec<usize>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.seen.push(self.written.borrow().iter().filter(|byte| **byte == b'\n').count());
        let Some(piece) = self.pieces.pop_front() else { return Ok(0) };
        let taken = piece.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&piece[..taken]);
        if taken < piece.len() {
            self.pieces.push_front(&piece[taken..]);
        }
        Ok(taken)
    }
}

struct Shared<'a>(&'a std::cell::RefCell<Vec<u8>>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The answers, and how many were out before each read.
fn run(bridge: &Bridge, pieces: &[&[u8]]) -> (Vec<Value>, Vec<usize>) {
    let written = std::cell::RefCell::new(Vec::new());
    let mut input = Pieces { pieces: pieces.iter().copied().collect(), written: &written, seen: Vec::new() };
    let count = bridge.jsonl(&mut input, Shared(&written)).unwrap();
    let seen = input.seen;
    let text = String::from_utf8(written.into_inner()).unwrap();
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len() as u64, count);
    assert!(text.is_empty() || text.ends_with('\n'));
    (answers, seen)
}

fn list(spans: &str) -> String {
    format!(r#"{{"op":"interval.combine","input":{{"spans":[{spans}],"how":{{"union":[]}}}}}}"#)
}

fn codes(answers: &[Value]) -> Vec<&str> {
    answers.iter().map(|answer| answer["error"]["code"].as_str().unwrap_or("ok")).collect()
}

#[test]
fn every_line_is_answered_in_order_wherever_the_pieces_break() {
    let text = [list(""), "{".to_owned(), String::new(), list(r#"{"start":1}"#), list("")].join("\n");
    let expected = ["ok", "wire.malformed", "wire.malformed", "wire.type", "ok"];
    for size in [1, 2, 7, 64, 10_000] {
        let pieces: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
        let (answers, _) = run(&Bridge::default(), &pieces);
        assert_eq!(codes(&answers), expected, "{size}");
    }
    let (answers, _) = run(&Bridge::default(), &[text.as_bytes(), b"\n"]);
    assert_eq!(codes(&answers), expected);
    assert_eq!(run(&Bridge::default(), &[]).0.len(), 0);
}

#[test]
fn answers_are_out_before_the_input_is_waited_for() {
    let line = list("") + "\n";
    let half = &line.as_bytes()[..9];
    let (_, seen) = run(&Bridge::default(), &[line.as_bytes(), half, &line.as_bytes()[9..]]);
    assert_eq!(seen, [0, 1, 1, 2]);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let mut limits = kalends::Limits::default();
    limits.request_bytes = 100;
    let bridge = Bridge::default().with_limits(limits);
    let long = "x".repeat(1_000);
    for size in [1, 50, 101, 100_000] {
        for end in ["", "\n"] {
            let text = format!("{}\n{long}\n{}\n{long}{end}", list(""), list(""));
            let pieces: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
            let (answers, _) = run(&bridge, &pieces);
            assert_eq!(codes(&answers), ["ok", "wire.too-large", "ok", "wire.too-large"], "{size}");
        }
    }
}

#[test]
fn the_line_itself_is_read_strictly() {
    let answer = |line: &str| run(&Bridge::default(), &[line.as_bytes()]).0.remove(0)["error"].clone();
    let check = |line: &str, code: &str, path: &str| {
        let error = answer(line);
        assert_eq!((error["code"].as_str(), error["path"].as_str()), (Some(code), Some(path)), "{line}");
    };
    check(r#"["zone.list",{}]"#, "wire.type", "");
    check(r#"{"op":"zone.list"}"#, "wire.missing-field", "input");
    check(r#"{"op":"zone.list","input":{},"id":1}"#, "wire.unknown-field", "id");
    check(r#"{"op":"zone.list","op":"zone.wall","input":{}}"#, "wire.duplicate-field", "op");
    check(r#"{"op":"zone.lst","input":{}}"#, "wire.unknown-op", "op");
    check(r#"{"op":5,"input":{}}"#, "wire.type", "op");
    check(r#"{"op":"zone.list","input":{"a":1}}"#, "wire.unknown-field", "a");
    // An escaped name is a name too.
    let escaped = "{\"op\":\"zone\\u002elist\",\"input\":{}}";
    assert!(run(&Bridge::default(), &[escaped.as_bytes()]).0[0]["ok"]["names"].is_array());
    let (answers, _) = run(&Bridge::default(), &[b"{\"op\":\"zone.list\",\"input\":{\"\xff\":1}}\n"]);
    assert_eq!(codes(&answers), ["wire.malformed"]);
}
