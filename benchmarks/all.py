"""All measurements, one after the other, at one size."""

from benchmarks import build, coldstart, measure, pages, readers


def main() -> None:
    for part in (build, measure, pages, readers, coldstart):
        part.main()


if __name__ == "__main__":
    main()
