"""The book of decisions: what people decided, one row after another, none ever changed."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.model.record import Decision
from variorum.store.connect import reading, writing
from variorum.store.schema import decision
from variorum.store.sealing import as_bytes, decision_row, decode_decision, seal, unseal


class SealedDecision(NamedTuple):
    """One decision's row as kept: its number, whether its seal follows from it and the row before it."""

    number: int
    is_sound: bool


class DecisionBook:
    """What people decided about one record."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def read(self) -> tuple[Decision, ...]:
        """Return all decisions in the order in which they were taken; raises E410 where one was damaged."""
        with reading(self._engine) as connection:
            bodies = connection.execute(sa.select(decision.c.body).order_by(decision.c.number)).scalars()
            return tuple(unseal(decode_decision, body) for body in bodies)

    def add(self, made: Decision, *, after: int | None = None) -> Decision:
        """Write a decision under the next number and return it with its id; durable when this returns.

        Where `after` is given and others have been taken since that many, nothing is written (E406).
        """
        with writing(self._engine) as connection:
            query = sa.select(decision.c.number, decision.c.seal).order_by(decision.c.number.desc()).limit(1)
            last = connection.execute(query).one_or_none()
            number, before = (last.number, last.seal) if last else (0, "")
            if after is not None and number != after:
                do = "look at it again and repeat yours"
                raise StoreError("E406", "somebody else has decided something meanwhile", do=do)
            named = msgspec.structs.replace(made, id=f"decision-{number + 1}")
            connection.execute(decision.insert().values(number=number + 1, **decision_row(named, before)))
        return named

    def verify(self) -> Iterator[SealedDecision]:
        """Yield each decision with whether it is what was sealed, where it was sealed."""
        before, expected = "", 1
        with reading(self._engine) as connection:
            for row in connection.execute(sa.select(decision).order_by(decision.c.number)):
                is_sound = seal(before.encode(), as_bytes(row.body)) == row.seal and row.number == expected
                yield SealedDecision(row.number, is_sound)
                before, expected = row.seal, row.number + 1


def last_seal(connection: sa.Connection) -> str:
    """Return the seal of the last decision, which covers all of them; empty where nobody decided anything."""
    query = sa.select(decision.c.seal).order_by(decision.c.number.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or ""
