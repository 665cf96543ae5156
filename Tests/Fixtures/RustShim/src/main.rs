//! A shim in miniature, laid out as the real ones are: start leaves a daemon behind and says its process, the daemon
//! serves until there is a file "stop" in its folder (or "abort"), delete cleans up. Tests build it with
//! instrument-coverage.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::{Command, Stdio};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

trait Task {
    fn create(&mut self, id: &str) -> Result<u32, String>;
    fn pause(&mut self) -> Result<(), String>;
}

struct Service {
    folder: PathBuf,
    calls: u32,
}

impl Service {
    fn new(folder: &Path) -> Self {
        Service { folder: folder.to_path_buf(), calls: 0 }
    }

    async fn stopped(&self) -> bool {
        self.folder.join("stop").exists()
    }
}

impl Task for Service {
    fn create(&mut self, id: &str) -> Result<u32, String> {
        if id.is_empty() {
            return Err("no id".into());
        }
        let add = |more: u32| self.calls + more;
        self.calls = add(1);
        Ok(self.calls)
    }

    fn pause(&mut self) -> Result<(), String> {
        Ok(())
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn start(folder: &Path) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let child = Command::new(program)
        .arg("serve")
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| e.to_string())?;
    print!("{}", child.id());
    Ok(())
}

fn serve(folder: &Path) -> Result<(), String> {
    let mut service = Service::new(folder);
    service.create("main")?;
    while !block_on(service.stopped()) {
        if folder.join("abort").exists() {
            std::process::abort();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    if std::env::args().count() > 9 {
        service.pause()?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(folder.join("bundle")) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = Path::new(&arguments[2]);
    let done = match arguments[1].as_str() {
        "start" => start(folder),
        "serve" => serve(folder),
        _ => remove(folder),
    };
    if let Err(why) = done {
        eprintln!("{why}");
        std::process::exit(1);
    }
}
