"""Kalends against engines of other languages: `cargo xtask bench --peers`.

Each engine is a program that takes a line of `cases.tsv` and prints the time of its fastest call in ns, how many starts
it gave, and the sum of their seconds; it measures its own process. For each line the engines take turns, ours before
and after. One that gives other starts is not timed; one that needs more than PATIENCE is stopped. Everything is
installed below the folder named as the first argument, and only where it is missing there.
"""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PYPI = ["python-dateutil==2.9.0.post0", "tzdata==2026.6"]
NPM = ["rrule@2.8.1", "rrule-temporal@2.2.8"]
DEBIAN = ["libical3", "libical-dev"]
PATIENCE = 60


def quiet(*command, **how):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **how)


def venv(folder):
    python = folder / "bin/python"
    if not python.exists():
        quiet(sys.executable, "-m", "venv", folder)
        quiet(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYPI)
    return python


def node(folder):
    if not (folder / "node_modules/rrule-temporal").exists():
        folder.mkdir(exist_ok=True)
        quiet("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", folder, *NPM)
    return folder


def libical(folder):
    """Unpacks Debian's library without installing it."""
    program = folder / "libical_peer"
    if not program.exists():
        folder.mkdir(exist_ok=True)
        quiet("apt-get", "download", "--quiet", *DEBIAN, cwd=folder, stderr=subprocess.DEVNULL)
        for package in folder.glob("*.deb"):
            quiet("dpkg-deb", "--extract", package, folder)
        [library] = (folder / "usr/lib").glob("*/libical.so")
        quiet("cc", "-O2", f"-I{folder}/usr/include", HERE / "libical.c", "-o", program,
              f"-L{library.parent}", "-lical", f"-Wl,-rpath,{library.parent}")
    return program


def attempt(name, install, folder):
    """An engine that can't be installed here is left out, and said to be."""
    try:
        return install(folder)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"{name}: left out: {error}")
        shutil.rmtree(folder, ignore_errors=True)
        return None


def engines(folder):
    python = attempt("python-dateutil", venv, folder / "python")
    packages = attempt("rrule.js, rrule-temporal", node, folder / "node")
    library = attempt("libical", libical, folder / "libical")
    found = {}
    if python:
        found["python-dateutil"] = [python, HERE / "dateutil_peer.py"]
    if packages:
        os.environ["PEERS"] = str(packages)
        found["rrule.js"] = ["node", HERE / "rrule_js.mjs"]
        found["rrule-temporal"] = ["node", HERE / "rrule_temporal.mjs"]
    if library:
        found["libical"] = [library]
    return found


def ask(command, case):
    """The time in ns and what was found, or a word on why there is none."""
    try:
        printed = subprocess.run([*command, case], capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None, f"over {PATIENCE} s"
    if printed.returncode:
        return None, "fails"
    time, *found = printed.stdout.split()
    return float(time), [int(one) for one in found]


def human(time):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if time >= size:
            return f"{time / size:.3g} {unit}"
    return f"{time:.3g} ns"


def main():
    folder, ours = pathlib.Path(sys.argv[1]).resolve(), [sys.argv[2]]
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TZ"] = "UTC"  # rrule.js is right in no other zone
    peers = engines(folder)
    print("| a call | kalends, `fill` | " + " | ".join(peers) + " |")
    print("|" + "---|" * (len(peers) + 2))
    lines = (HERE / "cases.tsv").read_text().splitlines()
    for case in (line for line in lines if not line.startswith("#")):
        (before, right), cells = ask(ours, case), []
        asked = [ask(command, case) for command in peers.values()]
        own = min(before, ask(ours, case)[0])
        for time, found in asked:
            if time is None:
                cells.append(found)
            else:
                cells.append(f"{human(time)} ({time / own:,.0f}×)" if found == right else "other starts")
        print("| " + " | ".join([case.split("\t")[0], human(own), *cells]) + " |", flush=True)


if __name__ == "__main__":
    main()
