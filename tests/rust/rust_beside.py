#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether the Rust programs in resources/rust do what the patterns do, and lie beside them line by line.

    rust_beside.py links SOURCE             every pattern has its program, and each link is one line on either side
    rust_beside.py runs SOURCE BUILD CLI    each program, built with Debian's cargo and tokio, says the same events at the
                                            same virtual times as coroscope-cli; exit status 77 where they are missing

What belongs together is in resources/rust/links/<id>.json:

    rust     the program                    cpp     the file of the pattern that lies beside it
    links    texts, each in one line of the program and of that file (or of the link's own `file`)
    runs     arguments of the program, and the options with which coroscope-cli makes the same run
    events   what the program prints for which event of the trace: `kind`, and where it matters `task` (a name without its
             number) and other fields; `line` with the event's fields in braces, or `because`, why nothing is printed.
             The first that fits counts.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

SKIPPED = 77
REGISTRY = Path("/usr/share/cargo/registry")
CARGO = Path("/usr/bin/cargo")
RUSTC = Path("/usr/bin/rustc")

PROGRAMS = {
    "backpressure", "pipeline", "fan-out-fan-in", "task-spawning", "timeout-cancellation", "supervisor",
    "small-functions", "no-blocking", "structured-concurrency", "explicit-errors", "less-shared-state",
}

# That a task begins to wait, and what is known besides, shows in when it goes on.
SILENT = {
    "channel-opened", "threads-changed", "send-blocked", "receive-blocked", "join-blocked", "join-ended", "lock-blocked",
    "sleep-started", "sleep-ended", "thread-wanted", "thread-taken", "thread-freed", "thread-abandoned", "deadline-set",
    "deadline-met", "cancel-requested", "parameter-changed", "action-taken",
}

UNITS = {"ns": 1, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000}


def nanoseconds(duration):
    """As Rust's Duration is printed: 1.25s."""
    number, unit = re.fullmatch(r"([0-9.]+)(ns|µs|ms|s)", duration).groups()
    return int(Decimal(number) * UNITS[unit])


def as_rust(nanoseconds):
    milliseconds = Decimal(nanoseconds) / UNITS["ms"]
    return f"{milliseconds:f}ms" if milliseconds < 1000 else f"{milliseconds / 1000:f}s"


def read(path):
    return path.read_text(encoding="utf-8")


def descriptions(source):
    return {path.stem: json.loads(read(path)) for path in sorted((source / "resources/rust/links").glob("*.json"))}


# The links.

def lines_with(path, text):
    return [number for number, line in enumerate(read(path).split("\n"), 1) if text in line]


def check_links(source):
    found = descriptions(source)
    mistakes = [f"{name} has no description" for name in sorted(PROGRAMS - set(found))]
    mistakes += [f"{name} is none of the programs" for name in sorted(set(found) - PROGRAMS)]
    count = 0
    for name, about in found.items():
        for link in about["links"]:
            for file, text in ((about["rust"], link["rust"]), (link.get("file", about["cpp"]), link["cpp"])):
                lines = lines_with(source / file, text)
                if len(lines) != 1:
                    mistakes.append(f"{name}: in {len(lines)} lines of {file}, not in one: {text}")
            count += 1
        length = len(read(source / about["rust"]).split("\n")) - 1
        if not 30 <= length <= 100:
            mistakes.append(f"{about['rust']} has {length} lines")
    print(f"{count} links of {len(found)} programs")
    return mistakes


# The runs.

def build(source, folder):
    """Builds in a copy: cargo writes beside the manifest which versions it took."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(source / "resources/rust" / "src", project / "src")
    shutil.copy2(source / "resources/rust" / "Cargo.toml", project)
    config = folder / "cargo.toml"
    config.write_text('[source.crates-io]\nreplace-with = "debian"\n'
                      f'[source.debian]\ndirectory = "{REGISTRY}"\n', encoding="utf-8")
    environment = {**os.environ, "CARGO_HOME": str(folder / "home"), "RUSTC": str(RUSTC), "RUSTFLAGS": "-D warnings"}
    target = folder / "target"
    command = [CARGO, "build", "--quiet", "--offline", "--config", config, "--target-dir", target]
    if subprocess.run(command, cwd=project, env=environment).returncode != 0:
        sys.exit("the programs could not be built")
    return target / "debug"


def events_of_rust(program, arguments):
    lines = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
                           text=True, encoding="utf-8").stdout.splitlines()
    events = []
    for line in lines:
        time, what = line.split(" ", 1)
        events.append((nanoseconds(time), what))
    return events


def without_number(name):
    return re.sub(r" \d+$", "", name)


def fits(rule, event):
    values = {**event, "task": without_number(event.get("name", ""))}
    return all(values.get(key) == wanted for key, wanted in rule.items() if key not in ("line", "because"))


def more_of(event, tasks):
    """What a line may say besides the fields of an event."""
    task = tasks.get(event.get("task"), {})
    return {
        "kin": task.get("kin"),  # numbered in the order of spawning, where places are taken again
        "of": tasks.get(task.get("of"), {}).get("name"),  # who spawned it
        "other": tasks.get(event.get("other_task"), {}).get("name"),
        "stage": re.sub(r" worker 1$", "", event.get("name", "")),
        "delay": as_rust(event.get("delay_ns", 0)),
    }


def events_of_ours(cli, pattern, options, rules, trace):
    subprocess.run([cli, "run", pattern, *options, "--trace", trace], stdout=subprocess.DEVNULL, check=True)
    events = []
    tasks = {}
    count = Counter()
    for text in read(trace).splitlines():
        event = json.loads(text, parse_float=Decimal)
        if event["kind"] == "task-spawned":
            kind = without_number(event["name"])
            count[kind] += 1
            tasks[event["task"]] = {"name": event["name"], "of": event["parent"], "kin": f"{kind} {count[kind]}"}
        if event.get("name") == "main":
            continue
        rule = next((rule for rule in rules if fits(rule, event)), None)
        if rule is None:
            if event["kind"] not in SILENT:
                raise SystemExit(f"{pattern}: nothing is said of what the program prints for {text}")
        elif "line" in rule:
            event.update(more_of(event, tasks))
            events.append((int(event["t"] * UNITS["s"]), rule["line"].format(**event)))
    return events


def end_of(options):
    """Of the run, which is where the programs leave off: what happens then, either may have done."""
    return nanoseconds(options[options.index("--for") + 1])


def time_and_task(event):
    return event[0], re.match(r"\w+( \d+)?", event[1]).group()


def first_difference(rust, ours):
    """The first event that one has and the other has not. Who is first within an instant is nobody's promise, but what
    one task does has its order."""
    rust, ours = sorted(rust, key=time_and_task), sorted(ours, key=time_and_task)
    for i in range(max(len(rust), len(ours))):
        here = rust[i] if i < len(rust) else None
        there = ours[i] if i < len(ours) else None
        if here != there:
            say = lambda event: "the end" if event is None else f"{event[0] / 1e6:.6f} ms {event[1]}"
            return f"event {i + 1}: in Rust {say(here)}, in ours {say(there)}"
    return None


def check_runs(source, folder, cli):
    if not CARGO.exists() or not RUSTC.exists() or not list(REGISTRY.glob("tokio-1.*")):
        print("left out: cargo and librust-tokio-dev are not installed")
        sys.exit(SKIPPED)
    folder.mkdir(parents=True, exist_ok=True)
    programs = build(source, folder)
    mistakes = []
    for name, about in descriptions(source).items():
        for number, run in enumerate(about["runs"]):
            rust = events_of_rust(programs / Path(about["rust"]).stem, run["arguments"])
            ours = events_of_ours(cli, name, run["options"], about["events"], folder / f"{name}-{number}.jsonl")
            title = " ".join([name, *run["arguments"]])
            rust, ours = ([event for event in events if event[0] < end_of(run["options"])] for events in (rust, ours))
            difference = first_difference(rust, ours)
            if difference:
                mistakes.append(f"{title}: {difference}")
            elif len(rust) < 50:
                mistakes.append(f"{title}: only {len(rust)} events, which proves little")
            else:
                print(f"{title}: {len(rust)} events at the same times")
    return mistakes


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "links":
        mistakes = check_links(Path(arguments[1]))
    elif len(arguments) == 4 and arguments[0] == "runs":
        mistakes = check_runs(*(Path(argument).resolve() for argument in arguments[1:]))
    else:
        sys.exit(__doc__)
    for mistake in mistakes:
        print(mistake)
    sys.exit(1 if mistakes else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
