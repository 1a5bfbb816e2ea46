"""Makes printed pages look photographed or scanned.

A book lies open on a table: each of its two pages is a sheet that rises from the spine and sinks
towards its edge. A camera (a pinhole) looks at it from somewhere above; a lamp lights it. What the
camera adds follows: blur, noise, sharpening, the orientation it notes, JPEG. All is drawn with
NumPy and seeded, and no part of it is a photograph.

Lengths are in millimetres: x to the right from the spine, y down from the middle of the page, z up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[np.float32]

cv2.setNumThreads(1)


@dataclass(frozen=True)
class Shot:
    """How a picture is taken."""

    seed: int = 1
    long_side: int = 1600
    kind: str = "book"
    """`book`, `device` (a reading device on the table) or `scan`."""
    side: str = "right"
    """The page that is meant: `right`, `left` or `both`."""
    landscape: bool = False
    aim: tuple[float, float] = (0.5, 0.5)
    """Where the camera looks on that page, from its top left; beyond 1 is outside."""
    field: float = 1.1
    """What the picture's height shows, in page heights."""
    tilt: tuple[float, float] = (0.0, 0.0)
    """Degrees that the camera stands off to the right and towards the reader."""
    roll: float = 0.0
    """Degrees by which the page is turned in the picture, clockwise."""
    rise: float = 3.0
    """Millimetres that a page rises from the spine."""
    bend: float = 22.0
    """Millimetres within which it does."""
    block: float = 7.0
    """Thickness of the book under the page."""
    table: str = "wood"
    """`wood`, `cloth` or `dark`."""
    paper: tuple[float, float, float] = (0.80, 0.755, 0.655)
    light: tuple[float, float, float] = (1.0, 0.98, 0.94)
    """Colour of the light."""
    lamp: tuple[float, float, float] = (-150.0, -220.0, 420.0)
    """Where the lamp is, from the page's middle."""
    ambient: float = 0.55
    """The share of the light that comes from everywhere."""
    exposure: float = 1.0
    shadow: float = 0.0
    """How much of the light a shadow on the page takes, 0 to 1."""
    shadow_line: tuple[float, float, float] = (1.0, 0.6, 0.1)
    """Direction and place of the shadow's edge, in page widths from the page's middle."""
    shadow_edge: float = 14.0
    """Softness of its edge in millimetres."""
    defocus: float = 0.0
    """Blur in pixels."""
    uneven_focus: float = 0.0
    """More blur in pixels, towards the foot of the picture."""
    motion: tuple[float, float] = (0.0, 0.0)
    """Length of the camera's movement in pixels, and its angle in degrees."""
    thumb: str = ""
    """The corner that a thumb covers: `bottom-right` and so on."""
    noise: float = 0.008
    sharpen: float = 0.5
    contrast: float = 0.25
    quality: int = 50
    small: float = 1.0
    """Factor by which the picture is made smaller in the end."""
    orientation: int = 1
    """The EXIF orientation with which it is stored, its pixels turned accordingly."""
    upside_down: bool = False
    """Whether it is turned by 180 degrees without a word in EXIF."""
    bilevel: bool = False
    """Whether a scan is black and white."""


def render(pdf: Path, index: int, density: float) -> Array:
    """The ink of a page, 0 to 1, at `density` pixels a millimetre."""
    document = pypdfium2.PdfDocument(str(pdf))
    image = document[index].render(scale=density * 25.4 / 72, grayscale=True).to_numpy()
    document.close()
    return 1 - image.reshape(image.shape[0], image.shape[1]).astype(np.float32) / 255


def noise_field(random: np.random.Generator, shape: tuple[int, int], grain: float) -> Array:
    """Smooth noise of deviation 1 whose grains are so many pixels wide."""
    small = (max(2, int(shape[0] / grain) + 2), max(2, int(shape[1] / grain) + 2))
    field = random.standard_normal(small, dtype=np.float32)
    large = cv2.resize(field, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return (large / max(1e-6, float(large.std()))).astype(np.float32)


def printed_sheet(ink: Array, behind: Array | None, random: np.random.Generator) -> Array:
    """The share of light that a page throws back: fibres, uneven ink, the back of the sheet."""
    shape = (ink.shape[0], ink.shape[1])
    ink = cv2.GaussianBlur(ink, (0, 0), 0.7)
    worn = 0.93 + 0.05 * noise_field(random, shape, 3) + 0.03 * noise_field(random, shape, 60)
    ink = np.clip((ink * 1.25 - 0.06) * worn, 0, 0.97)
    fibres = 1 + 0.010 * noise_field(random, shape, 2) + 0.010 * noise_field(random, shape, 9)
    fibres += 0.012 * noise_field(random, shape, 140)
    if behind is not None:
        back = cv2.GaussianBlur(behind[: shape[0], : shape[1]][:, ::-1], (0, 0), 3)
        back = cv2.resize(back, (shape[1], shape[0]))
        fibres -= 0.045 * back
    return (fibres * (1 - ink)).astype(np.float32)


@dataclass
class Surface:
    """What the camera sees at each of its pixels."""

    x: Array
    y: Array
    z: Array
    slope: Array
    right: NDArray[np.bool_]
    left: NDArray[np.bool_]
    edge: NDArray[np.bool_]
    """The cut side of the book."""


def _height(x: Array, shot: Shot, width: float) -> tuple[Array, Array]:
    """Height of the sheet at `x` and its slope."""
    away = np.clip(np.abs(x), 0, width)
    fall = np.exp(-away / shot.bend)
    sag = 0.30 * shot.rise / width**2
    height = shot.block + shot.rise * (1 - fall) - sag * away**2
    slope = np.sign(x) * (shot.rise / shot.bend * fall - 2 * sag * away)
    return height.astype(np.float32), slope.astype(np.float32)


def _rays(
    shot: Shot, size: tuple[int, int], target: tuple[float, float], page_height: float
) -> tuple[Array, Array]:
    """The camera's place and the direction in which each pixel looks."""
    rows, columns = size
    distance = 2.1 * page_height
    across, along = np.radians(shot.tilt[0]), np.radians(shot.tilt[1])
    aim = np.array([target[0], target[1], shot.block + shot.rise / 2])
    offset = np.array([np.tan(across), np.tan(along), 1.0])
    camera = aim + distance * offset / np.linalg.norm(offset)
    forward = (aim - camera) / np.linalg.norm(aim - camera)
    right = np.array([1.0, 0, 0]) - forward[0] * forward
    right /= np.linalg.norm(right)
    down = np.array([0, 1.0, 0]) - forward[1] * forward
    down -= (down @ right) * right
    down /= np.linalg.norm(down)
    roll = np.radians(shot.roll)
    right, down = (
        right * np.cos(roll) - down * np.sin(roll), right * np.sin(roll) + down * np.cos(roll)
    )
    focal = distance * rows / (shot.field * page_height)
    u = (np.arange(columns, dtype=np.float32) - columns / 2 + 0.5)[None, :, None]
    v = (np.arange(rows, dtype=np.float32) - rows / 2 + 0.5)[:, None, None]
    directions = focal * forward + u * right + v * down
    return camera.astype(np.float32), directions.astype(np.float32)


def look(
    shot: Shot, size: tuple[int, int], page: tuple[float, float], pages: tuple[bool, bool]
) -> Surface:
    """Where the pixels' rays meet the book or the table."""
    width, height = page
    middle = {"right": width * shot.aim[0], "left": width * (shot.aim[0] - 1),
              "both": width * (2 * shot.aim[0] - 1)}[shot.side]
    camera, rays = _rays(shot, size, (middle, height * (shot.aim[1] - 0.5)), height)
    dx, dy, dz = rays[..., 0], rays[..., 1], rays[..., 2]
    t = (shot.block + shot.rise - camera[2]) / dz
    for _ in range(7):
        z, slope = _height(camera[0] + t * dx, shot, width)
        t -= (camera[2] + t * dz - z) / (dz - slope * dx)
    x, y = camera[0] + t * dx, camera[1] + t * dy
    z, slope = _height(x, shot, width)
    inside = np.abs(y) <= height / 2
    right = inside & (x >= 0) & (x <= width) & pages[1]
    left = inside & (x < 0) & (x >= -width) & pages[0]
    on_page = right | left
    edge = np.zeros_like(on_page)
    low, high = (-width if pages[0] else 0.0), (width if pages[1] else 0.0)
    for limit, is_x in ((low, True), (high, True), (-height / 2, False), (height / 2, False)):
        at = (limit - camera[0 if is_x else 1]) / np.where(is_x, dx, dy)
        px, py, pz = camera[0] + at * dx, camera[1] + at * dy, camera[2] + at * dz
        top = _height(px, shot, width)[0]
        hit = ~on_page & ~edge & (at > 0) & (pz >= 0) & (pz <= top)
        if is_x:
            hit &= np.abs(py) <= height / 2
        else:
            hit &= (px >= low) & (px <= high)
        edge |= hit
        x, y, z = np.where(hit, px, x), np.where(hit, py, y), np.where(hit, pz, z)
    table = ~on_page & ~edge
    at = -camera[2] / dz
    x = np.where(table, camera[0] + at * dx, x)
    y = np.where(table, camera[1] + at * dy, y)
    z = np.where(table, 0, z)
    slope = np.where(on_page, slope, 0)
    return Surface(*(a.astype(np.float32) for a in (x, y, z, slope)), right, left, edge)


def table_colour(shot: Shot, surface: Surface, random: np.random.Generator) -> Array:
    """The table's colours at the pixels."""
    texture = (1024, 1024)
    if shot.table == "wood":
        grain = noise_field(random, (1024, 64), 40)
        grain = cv2.resize(grain, (1024, 1024))
        wavy = noise_field(random, texture, 200) * 14
        row = np.arange(1024, dtype=np.float32)[:, None] + wavy
        fine = random.standard_normal((1024, 12), dtype=np.float32)
        fine = cv2.resize(fine, (1024, 1024), interpolation=cv2.INTER_LINEAR)
        value = 0.5 + 0.10 * np.sin(row / 11 + 2 * grain) + 0.055 * fine + 0.06 * grain
        base = np.array([0.30, 0.165, 0.085], np.float32)
    elif shot.table == "cloth":
        weave = np.arange(1024, dtype=np.float32)
        value = 0.5 + 0.13 * np.sin(weave * 1.9)[:, None] * np.sin(weave * 1.9)[None, :]
        value = value + 0.07 * noise_field(random, texture, 2)
        value = value + 0.06 * noise_field(random, texture, 90)
        base = np.array([0.10, 0.17, 0.23], np.float32)
    else:
        value = 0.5 + 0.04 * noise_field(random, texture, 2)
        value = value + 0.05 * noise_field(random, texture, 120)
        base = np.array([0.055, 0.052, 0.05], np.float32)
    turn = random.uniform(-0.25, 0.25)
    u = (surface.x * np.cos(turn) - surface.y * np.sin(turn)) * 2.5 + 512
    v = (surface.x * np.sin(turn) + surface.y * np.cos(turn)) * 2.5 + 512
    value = cv2.remap(
        value.astype(np.float32), u.astype(np.float32), v.astype(np.float32),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
    )
    return (value[..., None] * 2 * base).astype(np.float32)


def _on_sheet(
    surface: Surface, page: tuple[float, float], shot: Shot, is_left: bool
) -> tuple[Array, Array]:
    """The pixels' places on the sheet, from its top left; bent, it is longer than it looks."""
    width, height = page
    steps = np.linspace(0, width, 800, dtype=np.float32)
    slope = _height(steps, shot, width)[1]
    path = np.concatenate([[0], np.cumsum(np.hypot(1, slope[1:]) * (steps[1] - steps[0]))])
    path *= width / path[-1]
    along = np.interp(np.abs(surface.x), steps, path)
    u = width - along if is_left else along
    v = np.clip(surface.y + height / 2, 0, height)
    return u.astype(np.float32), v.astype(np.float32)


def illumination(
    shot: Shot, surface: Surface, page: tuple[float, float], pages: tuple[bool, bool],
    random: np.random.Generator,
) -> Array:
    """The light that falls on each pixel's spot."""
    width, height = page
    middle = {"right": width / 2, "left": -width / 2, "both": 0.0}[shot.side]
    to_lamp = [shot.lamp[0] + middle - surface.x, shot.lamp[1] - surface.y,
               shot.lamp[2] - surface.z]
    far = np.sqrt(sum(part**2 for part in to_lamp))
    facing = (to_lamp[2] - surface.slope * to_lamp[0]) / (far * np.hypot(1, surface.slope))
    usual = np.sqrt(sum(part**2 for part in shot.lamp))
    direct = np.clip(facing, 0, 1) * (usual / far) ** 2 * usual / shot.lamp[2]
    light = shot.ambient + (1 - shot.ambient) * direct
    # Between the pages, and beside the book, less light comes from around.
    gutter = 1 - 0.50 * np.exp(-np.abs(surface.x) / (0.25 * shot.bend + 1)) * min(1, shot.rise / 4)
    if shot.kind == "book" and all(pages):
        light = np.where(surface.right | surface.left, light * gutter, light)
    low, high = (-width if pages[0] else 0.0), (width if pages[1] else 0.0)
    shift = shot.block * 0.9
    sx = surface.x + shift * np.sign(shot.lamp[0])
    sy = surface.y + shift * np.sign(shot.lamp[1])
    away = np.hypot(np.maximum(np.maximum(low - sx, sx - high), 0),
                    np.maximum(np.abs(sy) - height / 2, 0))
    beside = 1 - 0.6 * np.exp(-((away / (shot.block + 3)) ** 2))
    table = ~(surface.right | surface.left | surface.edge)
    light = np.where(table, light * beside, light)
    if shot.shadow > 0:
        a, b, c = shot.shadow_line
        wobble = 0.02 * width * np.sin(surface.y / width * 5 + random.uniform(0, 6))
        along = (a * (surface.x - middle) + b * surface.y) / np.hypot(a, b) + wobble - c * width
        light = light * (1 - shot.shadow / (1 + np.exp(-along / (shot.shadow_edge / 3))))
    return light.astype(np.float32)


def thumb(
    picture: Array, corner: str, random: np.random.Generator
) -> tuple[Array, NDArray[np.bool_]]:
    """Lays a thumb over a corner of the picture; says which pixels it covers."""
    rows, columns = picture.shape[:2]
    scale = min(rows, columns)
    bottom, right = "bottom" in corner, "right" in corner
    start = np.array([columns * (1.10 if right else -0.10), rows * (1.06 if bottom else -0.06)])
    tip = np.array([columns * (0.80 if right else 0.20), rows * (0.885 if bottom else 0.115)])
    tip += random.uniform(-0.015, 0.015, 2) * scale
    axis = (tip - start) / np.linalg.norm(tip - start)
    across = np.array([-axis[1], axis[0]])
    u, v = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    length = float(np.linalg.norm(tip - start))
    along = (u - start[0]) * axis[0] + (v - start[1]) * axis[1]
    aside = (u - start[0]) * across[0] + (v - start[1]) * across[1]
    thick = 0.088 * scale * (1 + 0.10 * np.cos(np.clip(along / length, 0, 1) * 5.5))
    beyond = np.maximum(along - length, 0)
    from_axis = np.hypot(aside, beyond * 0.95)
    inside = from_axis / thick
    move = np.array([[1, 0, 0.010 * scale], [0, 1, 0.012 * scale]], np.float32)
    near = cv2.warpAffine(
        np.clip(1.25 - inside, 0, 1).astype(np.float32), move, (columns, rows)
    )
    shade = cv2.GaussianBlur(near, (0, 0), 0.014 * scale)
    picture = picture * (1 - 0.55 * np.clip(shade * 1.6, 0, 1))[..., None]
    tall = np.sqrt(np.clip(1 - inside**2, 0, 1))
    turned = aside / thick * np.sign(across[0] + 1e-6)
    light = 0.42 + 0.62 * np.clip(tall * 0.85 - 0.33 * turned, 0, 1)
    grain = noise_field(random, (rows, columns), 3) * 0.02
    folds = np.exp(-(((along - 0.52 * length) / (0.05 * length)) ** 2))
    light = light * (1 - 0.10 * folds * (0.6 + 0.4 * np.sin(along / scale * 260))) + grain
    skin = np.array([0.60, 0.345, 0.245], np.float32)
    colour = light[..., None] * skin
    edge = np.clip(inside, 0, 1)[..., None] ** 4
    colour = colour * (1 - edge * np.array([0.10, 0.30, 0.35], np.float32))
    # The nail.
    nail = np.abs((along - length - 0.012 * scale) / (0.062 * scale)) ** 2.6
    nail = nail + np.abs(aside / (0.050 * scale)) ** 2.6
    is_nail = np.clip((1 - nail) * 12, 0, 1)[..., None]
    rim = np.exp(-(((nail - 1) / 0.10) ** 2))[..., None]
    gloss = np.exp(-(((aside + 0.018 * scale) / (0.012 * scale)) ** 2)
                   - ((along - length - 0.015 * scale) / (0.030 * scale)) ** 2)[..., None]
    pink = np.array([0.70, 0.46, 0.38], np.float32) * light[..., None]
    colour = colour * (1 - 0.85 * is_nail) + pink * 0.85 * is_nail + 0.18 * gloss * is_nail
    colour = colour * (1 - 0.28 * rim)
    mask = cv2.GaussianBlur((inside < 1).astype(np.float32), (0, 0), 0.0035 * scale)[..., None]
    covered = picture * (1 - mask) + np.clip(colour, 0, 1) * mask
    return covered.astype(np.float32), inside < 1


def _disc(radius: float) -> Array:
    reach = int(np.ceil(radius)) + 1
    v, u = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(u, v), 0, 1).astype(np.float32)
    return kernel / kernel.sum()


def _streak(length: float, angle: float) -> Array:
    reach = int(np.ceil(length / 2)) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for step in np.linspace(-length / 2, length / 2, 60):
        u = reach + step * np.cos(np.radians(angle)) + 0.15 * np.sin(step)
        v = reach + step * np.sin(np.radians(angle))
        kernel[int(round(v)), int(round(u))] += 1
    kernel = cv2.GaussianBlur(kernel, (0, 0), 0.5)
    return kernel / kernel.sum()


def lens(picture: Array, shot: Shot, random: np.random.Generator) -> Array:
    """What the camera does: blur, noise, sharpening, contrast; linear light to 8 bits."""
    rows, columns = picture.shape[:2]
    picture = cv2.GaussianBlur(picture, (0, 0), 0.55)
    if shot.defocus > 0:
        picture = cv2.filter2D(picture, -1, _disc(shot.defocus))
    if shot.uneven_focus > 0:
        soft = cv2.filter2D(picture, -1, _disc(shot.uneven_focus))
        share = np.clip(np.linspace(-0.4, 1.1, rows, dtype=np.float32), 0, 1)[:, None, None]
        picture = picture * (1 - share) + soft * share
    if shot.motion[0] > 0:
        picture = cv2.filter2D(picture, -1, _streak(*shot.motion))
    u = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    v = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    picture = picture * (1 - 0.13 * (u**2 + v**2))[..., None]
    grain = random.standard_normal((rows, columns, 1), dtype=np.float32)
    chroma = random.standard_normal((rows // 2 + 1, columns // 2 + 1, 3), dtype=np.float32)
    chroma = cv2.resize(chroma, (columns, rows))
    deviation = shot.noise * np.sqrt(np.clip(picture, 0.02, 1) * 2)
    picture = picture + deviation * (grain + 0.6 * chroma)
    picture = np.clip(picture, 0, 1) ** (1 / 2.2)
    if shot.sharpen > 0:
        picture = picture + shot.sharpen * (picture - cv2.GaussianBlur(picture, (0, 0), 1.4))
    picture = np.clip(picture, 0, 1)
    curve = picture * picture * (3 - 2 * picture)
    picture = picture * (1 - shot.contrast) + curve * shot.contrast
    return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)


@dataclass
class Seen:
    """Which spots of a page a picture shows, in cells of a millimetre."""

    cells: NDArray[np.bool_]

    def shows(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether all of a box on the page is seen; in millimetres."""
        rows, columns = self.cells.shape
        if left < 0 or top < 0 or right >= columns or bottom >= rows:
            return False
        return bool(self._box(left, top, right, bottom).all())

    def touches(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether anything of a box on the page is seen; in millimetres."""
        return bool(self._box(left, top, right, bottom).any())

    def _box(self, left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
        return self.cells[
            max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1
        ]


def photograph(
    shot: Shot, page: tuple[float, float], left: Array | None, right: Array | None,
    behind: Array | None = None,
) -> tuple[Image.Image, dict[str, Seen]]:
    """A picture of the pages, each given by its ink, and what of the left and right page is seen.

    `behind` is the back of the page that is meant.
    """
    random = np.random.default_rng(shot.seed)
    pages = (left is not None, right is not None)
    share = page[0] / page[1] * (2 if shot.side == "both" else 1)
    short = int(shot.long_side * (min(share, 1 / share) if shot.side == "both" else 0.75))
    size = (short, shot.long_side) if shot.landscape else (shot.long_side, short)
    surface = look(shot, size, page, pages)
    picture = table_colour(shot, surface, random)
    stripes = 0.72 + 0.16 * np.sin(surface.z * 21) + 0.04 * noise_field(random, size, 3)
    paper = np.array(shot.paper, np.float32)
    if shot.kind == "device":
        stripes, paper = stripes * 0.05, np.array([0.5, 0.5, 0.5], np.float32)
    picture = np.where(surface.edge[..., None], stripes[..., None] * paper * 0.9, picture)
    hidden = np.zeros(size, bool)
    maps: dict[str, tuple[Array, Array, NDArray[np.bool_]]] = {}
    for ink, seen, is_left in ((left, surface.left, True), (right, surface.right, False)):
        if ink is None or not seen.any():
            continue
        meant = shot.side == ("left" if is_left else "right")
        sheet = 1 - ink if shot.kind == "device" else printed_sheet(
            ink, behind if meant else None, random
        )
        u, v = _on_sheet(surface, page, shot, is_left)
        maps["left" if is_left else "right"] = u, v, seen
        value = cv2.remap(
            sheet.astype(np.float32), u / page[0] * sheet.shape[1] - 0.5,
            v / page[1] * sheet.shape[0] - 0.5, cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
        # Ink is not quite black, and a little brown.
        colour = paper * value[..., None] + np.array([0.020, 0.017, 0.015], np.float32)
        picture = np.where(seen[..., None], colour, picture)
    light = illumination(shot, surface, page, pages, random)
    picture = picture * light[..., None] * np.array(shot.light, np.float32) * shot.exposure
    if shot.thumb:
        picture, hidden = thumb(picture.astype(np.float32), shot.thumb, random)
    image = Image.fromarray(lens(picture.astype(np.float32), shot, random))
    shown: dict[str, Seen] = {}
    for side, (u, v, seen) in maps.items():
        cells = np.zeros((int(page[1]) + 1, int(page[0]) + 1), bool)
        visible = seen & ~hidden
        cells[v[visible].astype(int), u[visible].astype(int)] = True
        shown[side] = Seen(cells)
    return finish(image, shot), shown


def scan(shot: Shot, ink: Array, behind: Array | None = None) -> Image.Image:
    """A page from a flatbed scanner: a little askew, darker where it leaves the glass."""
    random = np.random.default_rng(shot.seed)
    sheet = printed_sheet(ink, behind, random)
    rows, columns = sheet.shape
    factor = shot.long_side / rows
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), -shot.roll, factor)
    width = int(columns * factor)
    turn[:, 2] += [(width - columns) / 2, (shot.long_side - rows) / 2]
    picture = cv2.warpAffine(
        sheet, turn, (width, shot.long_side), flags=cv2.INTER_AREA, borderValue=0.97
    )
    near = np.arange(width, dtype=np.float32)
    near = near if shot.side == "right" else near[::-1]
    picture = picture * (1 - 0.55 * np.exp(-near / (0.018 * width)))[None, :]
    picture = cv2.GaussianBlur(picture, (0, 0), 0.5 + shot.defocus)
    picture = picture * 0.96 + shot.noise * random.standard_normal(picture.shape, dtype=np.float32)
    picture = np.clip(picture * (1 + shot.contrast) - 0.8 * shot.contrast + 0.02, 0, 1)
    if shot.bilevel:
        rough = picture + 0.05 * random.standard_normal(picture.shape, dtype=np.float32)
        return Image.fromarray((rough > 0.58).astype(np.uint8) * 255).convert("1")
    return finish(Image.fromarray((picture * 255).astype(np.uint8)), shot)


def finish(image: Image.Image, shot: Shot) -> Image.Image:
    """Makes the picture smaller and turns it as it is to be stored."""
    if shot.small != 1:
        image = image.resize(
            (round(image.width * shot.small), round(image.height * shot.small)),
            Image.Resampling.BILINEAR,
        )
    if shot.upside_down:
        image = image.transpose(Image.Transpose.ROTATE_180)
    stored = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90,
              8: Image.Transpose.ROTATE_270}
    if shot.orientation in stored:
        image = image.transpose(stored[shot.orientation])
    return image


def save(image: Image.Image, path: Path, shot: Shot) -> None:
    """Writes the picture in the format of the path's extension."""
    exif = Image.Exif()
    if shot.orientation != 1:
        exif[0x0112] = shot.orientation
    kind = path.suffix.lower()
    if kind == ".tif":
        if image.mode == "1":
            image.save(path, compression="group4", dpi=(300, 300))
        else:
            image.save(path, compression="tiff_adobe_deflate")
    elif kind == ".png":
        image.save(path, optimize=True)
    elif kind == ".webp":
        image.save(path, quality=shot.quality, method=6, exif=exif)
    else:
        image.save(path, quality=shot.quality, optimize=True, exif=exif)
