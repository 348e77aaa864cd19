use super::*;
use crate::error::Error;
use crate::limits::Limits;
use proptest::prelude::*;

fn parse(bytes: impl AsRef<[u8]>) -> Document {
    Document::parse(bytes.as_ref(), &Limits::default()).unwrap()
}

fn refuse(bytes: &[u8], limits: &Limits) -> Error {
    Document::parse(bytes, limits).unwrap_err()
}

/// `line:code` of every problem.
fn codes(document: &Document) -> Vec<String> {
    document.problems().iter().map(|p| format!("{}:{}", p.line(), p.code())).collect()
}

/// The tree as text: names of components with their properties and components inside.
fn shape(document: &Document) -> String {
    fn component(c: Component<'_>) -> String {
        let properties = c.properties().map(|p| p.name().into_owned());
        let parts: Vec<String> = properties.chain(c.components().map(component)).collect();
        format!("{}({})", c.name(), parts.join(" "))
    }
    document.components().map(component).collect::<Vec<_>>().join(" ")
}

fn only_value(line: &[u8]) -> Vec<u8> {
    let document = parse([b"BEGIN:X\r\n", line, b"\r\nEND:X\r\n"].concat());
    document.components().next().unwrap().properties().next().unwrap().value().to_vec()
}

#[test]
fn every_kind_of_line_end_ends_a_line() {
    let document = parse("BEGIN:A\r\nX:1\nY:2\rZ:3\r\r\nEND:A");
    assert_eq!(shape(&document), "A(X Y Z)");
    assert_eq!(codes(&document), [] as [&str; 0]);
    let a = document.components().next().unwrap();
    let lines: Vec<usize> = a.properties().map(|p| p.line()).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert!(a.is_closed());
    assert_eq!(a.raw(), document.bytes());
}

#[test]
fn folds_are_undone_wherever_they_fall() {
    assert_eq!(only_value(b"X:one\r\n two"), b"onetwo");
    assert_eq!(only_value(b"X:one\n\ttwo\r  three"), b"onetwo three");
    assert_eq!(only_value(b"X:caf\xC3\r\n \xA9"), "café".as_bytes());
    assert_eq!(only_value(b"X:blank\r\n\r\n lines between"), b"blanklines between");
    assert_eq!(only_value(b"X:a\r\n \r\n \r\n b"), b"ab");
    let document =
        parse("BEGIN:X\r\nDTST\r\n ART;TZ\r\n ID=Europe/Ber\r\n lin:2027\r\n 0101\r\nEND\r\n :X\r\n");
    let property = document.components().next().unwrap().property("DTSTART").unwrap();
    assert_eq!(property.param("tzid").as_deref(), Some("Europe/Berlin"));
    assert_eq!(property.value(), b"20270101");
    assert_eq!(property.raw(), b"DTST\r\n ART;TZ\r\n ID=Europe/Ber\r\n lin:2027\r\n 0101");
    assert!(document.is_complete());
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_name() {
    let document = parse("\u{feff}BEGIN:A\nEND:A\n\u{feff}BEGIN:B\nEND:B\n");
    assert_eq!(shape(&document), "A() B()");
    assert_eq!(codes(&document), [] as [&str; 0]);
}

#[test]
fn names_are_compared_without_case_and_kept_as_written() {
    let document = parse("begin:vCalendar\nDtStart:1\nend:VCALENDAR\n");
    assert_eq!(shape(&document), "vCalendar(DtStart)");
    let calendar = document.components().next().unwrap();
    assert!(calendar.is("VCALENDAR") && calendar.property("DTSTART").is_some());
}

#[test]
fn parameters_are_decoded() {
    let line = concat!(
        "BEGIN:X\nATTENDEE;CN=\"Doe: a; b, c\";ROLE=CHAIR;MEMBER=\"mailto:a@x\",\"mailto:b@x\",c;",
        "X-R=^^^n^'^x^;X-EMPTY=;QUOTED:mailto:d@x\nEND:X\n"
    );
    let document = parse(line);
    let property = document.components().next().unwrap().property("ATTENDEE").unwrap();
    let params: Vec<(String, Vec<String>)> =
        property.params().map(|p| (p.name().to_owned(), p.values().to_vec())).collect();
    let expected = [
        ("CN", vec!["Doe: a; b, c"]),
        ("ROLE", vec!["CHAIR"]),
        ("MEMBER", vec!["mailto:a@x", "mailto:b@x", "c"]),
        ("X-R", vec!["^\n\"^x^"]),
        ("X-EMPTY", vec![""]),
        ("QUOTED", vec![]),
    ];
    assert_eq!(params.len(), expected.len());
    for ((name, values), (expected, list)) in params.iter().zip(expected) {
        assert_eq!((name.as_str(), values.iter().map(String::as_str).collect()), (expected, list));
    }
    assert_eq!(property.value(), b"mailto:d@x");
    assert_eq!(property.param("quoted"), None);
}

#[test]
fn text_escapes_are_undone() {
    let document = parse("BEGIN:X\nA:a\\, b\\; c\\\\n\\nd\\N\\x\\\nEND:X");
    let property = document.components().next().unwrap().property("A").unwrap();
    assert_eq!(property.text(), "a, b; c\\n\nd\n\\x\\");
}

#[test]
fn an_unclosed_quote_ends_at_the_first_colon() {
    let document = parse("BEGIN:X\nA;CN=\"b:mailto:c\nEND:X\n");
    let property = document.components().next().unwrap().property("A").unwrap();
    assert_eq!((property.value(), property.param("CN").as_deref()), (&b"mailto:c"[..], Some("b")));
    assert_eq!(codes(&document), ["2:ical.unclosed-quote"]);
}

#[test]
fn a_forgotten_end_is_closed_by_what_comes_next() {
    let document = parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nA:1\nBEGIN:VALARM\nBEGIN:VEVENT\nB:2\nEND:VEVENT\n");
    assert_eq!(shape(&document), "VCALENDAR(VEVENT(A VALARM()) VEVENT(B))");
    assert_eq!(codes(&document), ["1:ical.missing-end", "2:ical.missing-end", "4:ical.missing-end"]);
    let calendar = document.components().next().unwrap();
    let closed: Vec<bool> = calendar.components().map(Component::is_closed).collect();
    assert_eq!((calendar.is_closed(), closed), (false, vec![false, true]));
    assert!(!document.is_complete());

    let glued = parse("BEGIN:VCALENDAR\nA:1\nBEGIN:VCALENDAR\nB:2\nEND:VCALENDAR\n");
    assert_eq!(shape(&glued), "VCALENDAR(A) VCALENDAR(B)");
}

#[test]
fn a_thousand_forgotten_ends_do_not_nest() {
    let mut text = String::from("BEGIN:VCALENDAR\n");
    text.push_str(&"BEGIN:VEVENT\nUID:1\n".repeat(1_000));
    let document = parse(text);
    assert_eq!(document.components().next().unwrap().components().count(), 1_000);
}

#[test]
fn ends_that_fit_nothing_are_ignored() {
    let document =
        parse("END:VEVENT\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nA:1\nEND:VCALENDAR\nEND:VEVENT\n");
    assert_eq!(shape(&document), "VCALENDAR(VEVENT(A))");
    assert_eq!(
        codes(&document),
        ["1:ical.stray-end", "3:ical.missing-end", "4:ical.stray-end", "7:ical.stray-end"]
    );
}

#[test]
fn lines_that_are_no_property_are_named_and_kept() {
    let bytes = b"BEGIN:X\nno colon here\nA;B=\"c:d\n:v\nodd name:w\n\x00\xFF:z\nEND:X\nLATE:1\n";
    let document = parse(bytes);
    assert_eq!(
        codes(&document),
        [
            "2:ical.no-colon",
            "3:ical.unclosed-quote",
            "4:ical.no-name",
            "5:ical.odd-name",
            "6:ical.not-utf8",
            "6:ical.odd-name",
            "8:ical.outside"
        ]
    );
    assert_eq!(document.problems()[0].message(), "`no colon here` has no colon; expected NAME:value");
    assert_eq!(document.to_bytes(), bytes);
}

#[test]
fn text_in_another_encoding_keeps_its_bytes() {
    let document = parse(b"BEGIN:X\nA:caf\xE9\nB:ok\nC:\xED\xA0\x80\nEND:X\n");
    assert_eq!(codes(&document), ["2:ical.not-utf8", "4:ical.not-utf8"]);
    let a = document.components().next().unwrap().property("A").unwrap();
    assert_eq!((a.value(), a.text().as_str()), (&b"caf\xE9"[..], "caf\u{fffd}"));
}

#[test]
fn a_file_of_nothing_is_an_empty_document() {
    for nothing in ["", "\r\n\r\n", "\u{feff}", "   ", "\0"] {
        let document = parse(nothing);
        assert_eq!((document.components().count(), document.to_bytes()), (0, nothing.as_bytes().to_vec()));
    }
}

#[test]
fn the_depth_is_limited() {
    let deep = "BEGIN:X\n".repeat(1_000_000);
    let error = refuse(deep.as_bytes(), &Limits::default());
    assert_eq!(
        (error.code(), error.message()),
        ("ical.too-deep", "line 17 opens a component nested deeper than 16")
    );
    let open = parse("BEGIN:X\n".repeat(16));
    assert_eq!(open.problems().len(), 16);
}

#[test]
fn the_size_is_limited() {
    let limits = Limits { ical_bytes: 10, ..Limits::default() };
    assert_eq!(refuse(b"BEGIN:XXXXX", &limits).code(), "ical.too-large");
}

#[test]
fn a_million_problems_are_counted_not_kept() {
    let document = parse("x\n".repeat(1_000_000));
    assert_eq!(document.problems().len(), 1_001);
    let last = document.problems().last().unwrap();
    assert_eq!((last.code(), last.message()), ("ical.more-problems", "999000 more problems are not listed"));
}

#[test]
fn lines_are_numbered_far_into_a_file() {
    let filler = format!("X:{}\r\n", "y".repeat(1_000)).repeat(500);
    let document = parse(format!("BEGIN:A\r\n{filler}BEGIN:B\r\nX:\r\n \r\nLAST:1\r\nEND:B\r\nEND:A\r\n"));
    let b = document.components().next().unwrap().components().next().unwrap();
    assert_eq!((b.line(), b.property("LAST").unwrap().line()), (502, 505));
}

#[test]
fn fifty_megabytes_are_read_in_one_pass() {
    let event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a longer line that is\r\n  folded\r\nA:\r\nEND:VEVENT\r\n";
    let count = 50_000_000 / event.len();
    let document = parse(format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", event.repeat(count)));
    assert_eq!(document.components().next().unwrap().components().count(), count);
    assert_eq!(document.problems(), []);
}

/// Calendar-like text: pieces that mean something, in any order, with any line end.
fn calendar_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"BEGIN:VCALENDAR"[..],
        b"END:VCALENDAR",
        b"BEGIN:VEVENT",
        b"END:VEVENT",
        b"BEGIN:VALARM",
        b"END:VALARM",
        b"DTSTART;TZID=\"A:B\":20270101T090000",
        b"SUMMARY:caf\xC3\xA9",
        b"X;A=\"b:c",
        b"no colon",
        b" ",
        b"\t",
        b"\r",
        b"\n",
        b"\r\n",
        b"\r\n ",
        b"\xEF\xBB\xBF",
        b"\xC3",
        b"\x00",
        b":",
        b";",
        b"\"",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// What holds for every document whatever its bytes.
fn laws(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(document) = Document::parse(bytes, &Limits::default()) else { return Ok(()) };
    prop_assert_eq!(document.to_bytes(), bytes);
    let mut stack: Vec<Component<'_>> = document.components().collect();
    while let Some(component) = stack.pop() {
        let raw = component.raw();
        let again = parse(raw);
        let same = again.components().next().unwrap();
        prop_assert_eq!(same.raw(), raw);
        prop_assert_eq!(same.name(), component.name());
        prop_assert_eq!(same.is_closed(), component.is_closed());
        let pairs = |c: Component<'_>| -> Vec<(String, Vec<u8>)> {
            c.properties().map(|p| (p.name().into_owned(), p.value().to_vec())).collect()
        };
        prop_assert_eq!(pairs(same), pairs(component));
        for property in component.properties() {
            let before =
                bytes.split_at(property.raw().as_ptr() as usize - document.bytes().as_ptr() as usize).0;
            let lines = String::from_utf8_lossy(before).replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(property.line(), 1 + lines.matches('\n').count());
            let _ = (property.text(), property.params().count());
        }
        stack.extend(component.components());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_come_back_as_they_were(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        laws(&bytes)?;
    }

    #[test]
    fn calendar_like_bytes_come_back_as_they_were(bytes in calendar_like()) {
        laws(&bytes)?;
    }

    #[test]
    fn folding_anywhere_changes_no_value(
        value in prop::collection::vec(1u8..=255, 0..200).prop_map(|mut v| {
            v.retain(|b| !matches!(b, b'\r' | b'\n'));
            v
        }),
        at in prop::collection::vec(0usize..200, 0..20),
        fold in prop::sample::select(vec!["\r\n ", "\n ", "\r\t", "\r\n\r\n\t"]),
    ) {
        let mut line = [b"X:", &value[..]].concat();
        let mut at: Vec<usize> = at.into_iter().map(|i| 2 + i.min(value.len())).collect();
        at.sort_unstable();
        for i in at.into_iter().rev() {
            line.splice(i..i, fold.bytes());
        }
        prop_assert_eq!(only_value(&line), value);
    }
}
