"""Where the whole register is taken away. Each address names its edition itself, so it is the same at every one."""

from __future__ import annotations

from django.urls import reverse


def opendata_address() -> str:
    """The page of the open data."""
    return reverse("register:opendata")


def archive_address(number: int) -> str:
    """The bundle of an edition, as one file."""
    return reverse("register:archive", kwargs={"number": number})


def checksum_address(number: int) -> str:
    """The checksum of that file."""
    return reverse("register:archive_checksum", kwargs={"number": number})


def record_address(form: str) -> str:
    """The record that describes the data, as jsonld or as ttl."""
    return reverse("register:data_record", kwargs={"record": form})
