//! What a client asked and what it was answered, a line each, written by one call: a kill leaves whole lines, and
//! perhaps one that was begun.

use crate::wish::Wish;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What was answered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) accepted: bool,
    /// Kind, id and version of what is said to stand.
    pub(crate) stands: Vec<(String, String, i64)>,
    /// Codes of the reasons, or of the error.
    pub(crate) reasons: Vec<String>,
    /// How often the store was busy or had a newer state.
    pub(crate) retried: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Line {
    Asked(usize, Box<Wish>),
    Said(usize, Said),
}

pub(crate) struct Journal {
    file: File,
    /// The number of the next wish.
    pub(crate) next: usize,
    /// What was asked under that number and not answered.
    pub(crate) open: Option<Wish>,
}

pub(crate) fn path(directory: &Path, client: usize) -> PathBuf {
    directory.join(format!("client-{client}.jsonl"))
}

impl Journal {
    /// Goes on where it ended.
    pub(crate) fn open(path: &Path) -> Self {
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(path).unwrap();
        // The last two lines are all that matters.
        let length = file.metadata().unwrap().len();
        file.seek(SeekFrom::Start(length.saturating_sub(1 << 16))).unwrap();
        let mut end = String::new();
        file.read_to_string(&mut end).unwrap();
        let whole = end.rfind('\n').map_or(0, |at| at + 1);
        file.set_len(length - (end.len() - whole) as u64).unwrap();
        let last = end.get(..whole).unwrap().lines().next_back();
        let (next, open) = match last.map(|line| serde_json::from_str(line).unwrap()) {
            None => (0, None),
            Some(Line::Asked(number, wish)) => (number, Some(*wish)),
            Some(Line::Said(number, _)) => (number + 1, None),
        };
        Self { file, next, open }
    }

    pub(crate) fn write(&mut self, line: &Line) {
        let mut text = serde_json::to_string(line).unwrap();
        text.push('\n');
        self.file.write_all(text.as_bytes()).unwrap();
    }
}

/// All lines.
pub(crate) fn read(path: &Path) -> impl Iterator<Item = Line> {
    let lines = BufReader::new(File::open(path).unwrap()).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap())
}
