"""What this process and the processes below it used: CPU time and memory."""

import psutil


def cpu_s(without: int | None = None) -> float:
    """Return the CPU seconds of this process and all below it, those that ended among them.

    The processes of ``without``, a process id, are left out. A browser's renderers come and go:
    the time of those that are gone stands with the process that waited for them.
    """
    own = psutil.Process()
    tree = [own, *own.children(recursive=True)]
    return sum(map(_used_s, tree)) - (sum(map(_used_s, _tree(without))) if without else 0.0)


def rss_mb(process: psutil.Process) -> float:
    """Return the resident memory of one process."""
    return process.memory_info().rss / 2**20


def _tree(pid: int) -> list[psutil.Process]:
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]


def _used_s(process: psutil.Process) -> float:
    try:
        return sum(process.cpu_times()[:4])  # user, system, and both of children that ended
    except psutil.NoSuchProcess:
        return 0.0
