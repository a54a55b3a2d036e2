"""A page in a real Chromium, as tests visit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE, NARROW = {"width": 1400, "height": 800}, {"width": 420, "height": 800}


class Visit:
    """A page in the browser, and all that it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.stopped: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", lambda request: self.stopped.append(request.failure or ""))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    @property
    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def top(self, element: str) -> float:
        return float(self.page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", element))


CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const over = (ground, colour) => {
    canvas.fillStyle = ground; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r} ${g} ${b})`;
  };
  const light = (colour) => {
    const parts = colour.match(/\\d+/g).slice(0, 3).map((part) => part / 255);
    const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ground = (element) => {
    if (!element) return "rgb(255 255 255)";
    return over(ground(element.parentElement), getComputedStyle(element).backgroundColor);
  };
  const seen = "h1, h2, h3, h4, p, a, b, td, th, dt, dd span, ins, del, strong, button, label, kbd, .sign, .mark, .chip, small, code, mark, blockquote";
  return [...document.querySelectorAll(seen)].filter((element) => element.getClientRects().length).map((element) => {
    const behind = ground(element);
    const [one, other] = [light(over(behind, getComputedStyle(element).color)), light(behind)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return [`${element.tagName}.${element.className}: ${element.textContent.slice(0, 20)}`, ratio];
  });
}"""
