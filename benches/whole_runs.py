#!/usr/bin/env python3
"""Whole runs, timed from outside: documents/s, MB/s, peak memory, start-up.

    cargo build --release --bins --examples
    benches/whole_runs.py                                  our program on dumps of our own pages
    benches/whole_runs.py --peer 'python3 peer.py'         the same dumps through another program beside it
    benches/whole_runs.py --pages DIR                      also real pages of a folder, repeated with variations
    benches/whole_runs.py --large                          also memory on dumps of 200 MB and 2 GB

The other program is called as `COMMAND INPUT.jsonl` and may write anything to stdout. Runs stand in one table, so
that figures of one machine and one hour are compared. Ours is given one thread (`--jobs 1`) beside it, and the two are
compared by processor time, which a busy machine disturbs least; threads are compared by the clock.
"""
import argparse, os, shlex, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RELEASE = os.path.join(ROOT, 'target', 'release')
PROGRAM = os.path.join(RELEASE, 'zhaoshang')
GENERATOR = os.path.join(RELEASE, 'examples', 'make_dump')


def run(command, stdout=subprocess.DEVNULL):
    """Seconds of wall time, seconds of processor time, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit('failed: ' + ' '.join(command))
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def dump(folder, name, *options):
    path = os.path.join(folder, name + '.jsonl')
    with open(path, 'wb') as out:
        subprocess.check_call([GENERATOR, *options], stdout=out)
    with open(path, 'rb') as lines:
        return path, sum(1 for _ in lines), os.path.getsize(path)


def row(name, who, documents, size, figures):
    seconds, cpu, memory = figures
    print('%-22s %-18s %8d docs %9.1f/s %8.1f MB/s  %6.2f s wall %6.2f s cpu  peak %4.0f MB' % (
        name, who, documents, documents / seconds, size / 1e6 / seconds, seconds, cpu, memory), flush=True)
    return documents / seconds, documents / cpu


def compare(folder, name, ours, theirs, peer, options):
    """Ours on `ours` documents, the peer on `theirs` of the same kind: it is slower."""
    path, documents, size = dump(folder, name, '--documents', str(ours), *options)
    one, per_core = row(name, 'ours, 1 thread', documents, size, run([PROGRAM, 'extract', '-q', '--jobs', '1', path]))
    two, _ = row(name, 'ours, 2 threads', documents, size, run([PROGRAM, 'extract', '-q', '--jobs', '2', path]))
    print('%-22s two threads %.2f times one' % (name, two / one))
    if peer:
        path, documents, size = dump(folder, name + '-peer', '--documents', str(theirs), *options)
        _, other = row(name, 'peer', documents, size, run(shlex.split(peer) + [path]))
        print('%-22s ours %.1f times the peer a second of processor time' % (name, per_core / other))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--peer'); ap.add_argument('--pages'); ap.add_argument('--large', action='store_true')
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(folder, 'html of 87 KB', 4000, 400, a.peer, ['--kind', 'html'])
        compare(folder, 'text', 20000, 2000, a.peer, ['--kind', 'text'])
        if a.pages:
            compare(folder, 'real pages', 3000, 200, a.peer, ['--kind', 'html', '--page-bytes', '0', '--from', a.pages])
        compare(folder, 'no cue, 87 KB', 20000, 200, None, ['--kind', 'none'])
        compare(folder, 'no cue, 4 KB', 200000, 200, None, ['--kind', 'none', '--page-bytes', '0'])
        path, _, _ = dump(folder, 'one', '--documents', '1', '--kind', 'html')
        print('start to end on one page: %.3f s' % min(run([PROGRAM, 'extract', '-q', path])[0] for _ in range(5)))
        for megabytes in ['200', '2000'] if a.large else []:
            path, documents, size = dump(folder, 'large', '--megabytes', megabytes)
            row('mixed, %s MB' % megabytes, 'ours, 2 threads', documents, size, run([PROGRAM, 'extract', '-q', '--jobs', '2', path]))


if __name__ == '__main__':
    main()
