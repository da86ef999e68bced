"""Answers that take seconds, worked out beside the pages that ask for them: one at a time, and then kept.

A page is never kept waiting and never shows an answer to another question: until there is one, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock, Thread
from typing import Generic, TypeVar

from django.db import connections

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")


def in_thread(work: Callable[[], None]) -> None:
    """Do the work in a thread of its own, which leaves no connection to the database behind."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    Thread(target=run, daemon=True).start()


class Background(Generic[Question, Answer]):
    """Works out the answer to the newest question; remembers the last answer, and what could not be worked out."""

    def __init__(self, work: Callable[[Question], Answer]) -> None:
        self._work = work
        self._lock = Lock()
        self._answered: tuple[Question, Answer] | None = None
        self._busy = False
        self._failed: Question | None = None

    def answer(self, question: Question) -> Answer | None:
        """The answer, if it is known; None, having begun to work it out where nothing else is being worked out."""
        with self._lock:
            known = self._answered
            if known is not None and known[0] == question:
                return known[1]
            if self._busy or self._failed == question:
                return None
            self._busy = True
        in_thread(lambda: self._work_out(question))
        with self._lock:
            known = self._answered
        return known[1] if known is not None and known[0] == question else None

    def has_failed(self, question: Question) -> bool:
        """Whether it was tried and went wrong; it is not tried again until something else has been asked."""
        return self._failed == question

    def forget(self) -> None:
        """Know nothing again."""
        with self._lock:
            self._answered = self._failed = None
            self._busy = False

    def _work_out(self, question: Question) -> None:
        answered = None
        try:
            answered = (question, self._work(question))
        finally:
            # What went wrong is told by the thread itself, on the server's log; pages go on without this answer.
            with self._lock:
                self._busy = False
                self._failed = None if answered else question
                self._answered = answered or self._answered
