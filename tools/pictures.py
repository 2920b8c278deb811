"""Makes the pictures of docs/design.md of those that tests/portal/test_browser.py takes: cut and made smaller."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
TAKEN, SHOWN = ROOT / "out" / "pages", ROOT / "docs" / "images" / "portal"
WIDTH, HEIGHT = 640, 620
NAMES = (
    *("home.en", "home.ar", "decision.fr", "decision.zh", "mandate.ru", "organization-that-is-worked-with.es"),
    *("decision-in-two-languages.en", "decision.ar.narrow"),
)


def main() -> None:
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        picture = Image.open(TAKEN / f"{name}.png").convert("RGB")
        width = min(WIDTH, picture.width)
        height = round(picture.height * width / picture.width)
        small = picture.resize((width, height), Image.Resampling.LANCZOS).crop((0, 0, width, min(height, HEIGHT)))
        small.quantize(48).save(SHOWN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
