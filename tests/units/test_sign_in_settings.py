"""What the environment says about signing in, and what it cannot mean."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.sign_in import (
    WHO_MAY_NEED_A_SECOND_FACTOR,
    openid_connect,
    second_factor_required_for,
    whole_number,
)
from tests.databases import ROOT
from tests.units.test_openid import ENVIRONMENT
from units.rights import Right


def test_a_number_is_read_or_the_default_taken() -> None:
    assert whole_number({"N": "12"}, "N", 3) == 12
    assert whole_number({}, "N", 3) == whole_number({"N": ""}, "N", 3) == 3
    for odd in ("-1", "1.5", "một", "²"):
        with pytest.raises(ImproperlyConfigured, match="N phải là một số nguyên"):
            whole_number({"N": odd}, "N", 3)
    with pytest.raises(ImproperlyConfigured, match="từ 1 trở lên"):
        whole_number({"N": "0"}, "N", 3, least=1)


@pytest.mark.parametrize(
    ("asked", "required"),
    [
        (None, {"publish"}),
        ("", {"publish"}),
        ("none", set()),
        ("approve, manage,superuser", {"approve", "manage", "superuser"}),
    ],
)
def test_of_whom_a_second_factor_is_required(asked: str | None, required: set[str]) -> None:
    environment = {} if asked is None else {"SECOND_FACTOR_REQUIRED_FOR": asked}
    assert second_factor_required_for(environment, ("publish",)) == required


def test_a_name_that_is_no_right_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="tên lạ: approver"):
        second_factor_required_for({"SECOND_FACTOR_REQUIRED_FOR": "approver,publish"})


def test_the_names_are_those_of_the_rights() -> None:
    assert {*WHO_MAY_NEED_A_SECOND_FACTOR} == {*(right.name.lower() for right in Right), "superuser"}


def test_an_identity_provider_is_named_wholly_or_not_at_all() -> None:
    assert openid_connect({}) == openid_connect({"OIDC_CREATE_USERS": "yes"}) == {}
    read = openid_connect(ENVIRONMENT)
    assert read.items() >= ENVIRONMENT.items()
    assert (read["OIDC_CREATE_USER"], read["OIDC_SECOND_FACTOR_TRUSTED"]) == (False, False)
    with pytest.raises(ImproperlyConfigured, match="còn thiếu: OIDC_RP_CLIENT_SECRET, OIDC_OP_ISSUER"):
        openid_connect(
            {
                name: value
                for name, value in ENVIRONMENT.items()
                if name not in {"OIDC_RP_CLIENT_SECRET", "OIDC_OP_ISSUER"}
            }
        )


@pytest.mark.parametrize(
    ("module", "more", "told"),
    [
        ("production", {}, "approve manage publish superuser | 1 | False"),
        ("production", {"SECOND_FACTOR_REQUIRED_FOR": "none", "PROXY_COUNT": "0"}, " | 0 | False"),
        ("production", ENVIRONMENT, "approve manage publish superuser | 1 | True"),
        ("base", {}, " | 0 | False"),
    ],
)
def test_what_holds_unless_set_otherwise(module: str, more: dict[str, str], told: str) -> None:
    statement = (
        f"from config.settings import {module} as s; print(' '.join(sorted(s.SECOND_FACTOR_REQUIRED_FOR)), '|', "
        "s.PROXY_COUNT, '|', 'units.openid.OpenIdBackend' in s.AUTHENTICATION_BACKENDS)"
    )
    needed = {"SECRET_KEY": "x", "ALLOWED_HOSTS": "register.example"}
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    said = subprocess.run(
        [sys.executable, "-c", statement], env=kept | needed | more, cwd=ROOT, capture_output=True, text=True
    )
    assert said.stdout == told + "\n", said.stderr
