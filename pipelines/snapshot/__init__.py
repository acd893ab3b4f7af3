"""The folder of snapshots as its only writer sees it: lock, build, publish, sweep, history."""
