//! Starting processes of clients, killing them, and starting them again.

use crate::{client, world};
use fastrand::Rng;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const DIRECTORY: &str = "KALENDS_RACE_DIRECTORY";
const TASK: &str = "KALENDS_RACE_TASK";

/// A race.
pub(crate) struct Race {
    /// Where the file and the journals are.
    pub(crate) directory: PathBuf,
    pub(crate) seed: usize,
    /// Of all clients together.
    pub(crate) attempts: usize,
    pub(crate) processes: usize,
    /// Of each process, a thread and a handle each.
    pub(crate) clients: usize,
    /// For how long, on average, nobody is killed.
    pub(crate) patience: Duration,
}

impl Race {
    pub(crate) fn file(&self) -> PathBuf {
        self.directory.join("kalends.db")
    }

    pub(crate) fn all_clients(&self) -> std::ops::Range<usize> {
        0..self.processes * self.clients
    }

    /// How many attempts each client makes.
    pub(crate) fn share(&self) -> usize {
        self.attempts.div_ceil(self.all_clients().len())
    }

    /// Until every client has had all its answers; returns how many processes were killed.
    pub(crate) fn run(&self) -> usize {
        world::furnish(&mut world::open(&self.file())).unwrap();
        let mut rng = Rng::with_seed(self.seed as u64);
        let mut running: Vec<Option<Child>> = (0..self.processes).map(|n| Some(self.start(n))).collect();
        let mut killed = 0;
        while running.iter().any(Option::is_some) {
            let patience = u64::try_from(self.patience.as_millis()).unwrap();
            std::thread::sleep(Duration::from_millis(rng.u64(1..2 * patience)));
            for process in &mut running {
                if let Some(status) = process.as_mut().and_then(|child| child.try_wait().unwrap()) {
                    assert!(status.success(), "a process of clients failed: {status}");
                    *process = None;
                }
            }
            let victim = rng.usize(0..self.processes);
            if let Some(child) = &mut running[victim] {
                child.kill().unwrap();
                // One that has ended meanwhile has not been killed.
                if !child.wait().unwrap().success() {
                    killed += 1;
                    running[victim] = Some(self.start(victim));
                }
            }
        }
        killed
    }

    fn start(&self, process: usize) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "clients", "--ignored", "--nocapture", "--test-threads=1", "--quiet"]);
        let task = [self.seed, process * self.clients, self.clients, self.share()];
        let task: Vec<String> = task.iter().map(usize::to_string).collect();
        command.env(DIRECTORY, &self.directory).env(TASK, task.join(" "));
        command.stdout(Stdio::null()).spawn().unwrap()
    }
}

/// What a process of clients does, if this is one.
pub(crate) fn serve() {
    let (Some(directory), Ok(task)) = (std::env::var_os(DIRECTORY), std::env::var(TASK)) else { return };
    let task: Vec<usize> = task.split(' ').map(|number| number.parse().unwrap()).collect();
    let [seed, first, clients, attempts] = task.try_into().unwrap();
    let directory = PathBuf::from(directory);
    let file = directory.join("kalends.db");
    let (directory, file) = (&directory, &file);
    std::thread::scope(|threads| {
        for client in first..first + clients {
            threads.spawn(move || client::run(directory, file, (client, seed), attempts));
        }
    });
}
