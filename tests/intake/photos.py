"""Photos as telephones take them: turned by a note beside them, and telling where it was."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = "Secret Street"
_ORIENTATION, _DESCRIPTION, _GPS = 0x0112, 0x010E, 0x8825

HEIC = b64decode(
    """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA
AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAABxQABAAAAAAAAADQAAgAAAAAB+QABAAAAAAAAAIAAAAA4aWlu
ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA
4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA
AAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAi
QAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAJaXJvdAMA
AAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAALxtZGF0AAAAMCgBr1j1
rTqv//Dncj5R5/5/ekg5+TEj/EUCfpv5jRpMVCcfu/ccaZRfx1Sv485YvAAAAAZFeGlmAABNTQAqAAAACAADAQ4A
AgAAAA4AAAAyARIAAwAAAAEABgAAiCUABAAAAAEAAABAAAAAAFNlY3JldCBTdHJlZXQAAAIAAQACAAAAAk4AAAAA
AgAFAAAAAwAAAF4AAAAAAAAAMwAAAAEAAAAbAAAAAQAAAAAAAAAB
"""
)
"""96 by 64 points as the sensor saw it, to be turned by a quarter; with the secret and a place.

Red at the left, blue above, as the sensor saw it: blue at the right once it is upright. Made
with libheif; only decoders come with the program.
"""


def a_photo(*, turn=1, tells=True, kind="JPEG", size=(96, 64)):
    """Return a photo, blue above, to be turned as EXIF says."""
    picture = Image.new("RGB", size, "white")
    picture.paste((30, 30, 200), (0, 0, size[0], size[1] // 4))
    notes = Image.Exif()
    if turn != 1:
        notes[_ORIENTATION] = turn
    if tells:
        notes[_DESCRIPTION] = SECRET
        place = notes.get_ifd(_GPS)
        place[1], place[2] = "N", (51.0, 27.0, 0.0)
    more = {"exif": notes} if len(notes) else {}
    if tells and kind == "JPEG":
        more["comment"] = SECRET.encode()
    if tells and kind == "PNG":
        told = PngInfo()
        told.add_text("Author", SECRET)
        more["pnginfo"] = told
    written = BytesIO()
    picture.save(written, kind, **more)
    return written.getvalue()
