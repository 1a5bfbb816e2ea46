"""Markdown tables and lines that tell how far a run is."""
import math
import sys

DEVIATIONS = 1.959964
"""Within so many of the mean are 95 % of what is distributed normally."""


def percent(share: float, decimals: int) -> str:
    return f"{100 * share:.{decimals}f} %"


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 % of such counts.

    E. B. Wilson, *J. Am. Stat. Assoc.* 22(158), 1927. https://doi.org/10.1080/01621459.1927.10502953
    """
    share, square = hits / count, DEVIATIONS ** 2 / count
    middle = share + square / 2
    reach = math.sqrt(share * (1 - share) * square + square ** 2 / 4)
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


def interval(hits: int, count: int) -> str:
    low, high = wilson(hits, count)
    return f"{100 * low:.1f}–{100 * high:.1f}"


def counted(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def times(*values: float) -> list[str]:
    return [f"{value:,.0f}" for value in values]


def label(program: str, setting: str) -> str:
    return f"{program}, {setting}" if setting else program


def table(header: list[str], rows: list[list[str]]) -> str:
    padded = (row + [""] * (len(header) - len(row)) for row in rows)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *padded])


def raised(error: BaseException) -> str:
    """What a peer raised; what ends the run is raised again. A peer in Rust panics past `Exception`."""
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        raise error
    return f"raised {type(error).__name__}: {error}".replace("|", "/").replace("\n", " ")[:120]


class Progress:
    """What is being done: each query on a terminal, else each step."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self.last = ""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        if self.is_terminal:
            print(f"\r\x1b[K{name}" + (f": {done} of {total}" if total else ""), end="", file=sys.stderr, flush=True)
        elif name != self.last:
            print(name, file=sys.stderr, flush=True)
        self.last = name

    def end(self) -> None:
        if self.is_terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
