"""All measurements, one after the other, at one size."""

from benchmarks import build, coldstart, funnel, measure, pages, readers


def main() -> None:
    for part in (build, measure, funnel, pages, readers, coldstart):
        part.main()


if __name__ == "__main__":
    main()
