"""What a person could say of the tables of a document, said at random: whatever it is, no word may be lost by it."""

from __future__ import annotations

from random import Random

from shnor_desktop.services.import_review import ImportReview


def say_at_random(review: ImportReview, random: Random) -> None:
    """Say something of some of the tables."""
    for number in range(len(review.tables)):
        if random.random() < 0.5:
            review.assign(number, random.choice(review.targets())[0])
        if random.random() < 0.3:
            review.join(number, random.random() < 0.7)
        if random.random() < 0.2:
            review.set_header(number, random.random() < 0.5)
        view = review.table(number)
        if view.columns and random.random() < 0.6:
            review.set_field(number, random.randrange(len(view.columns)), random.choice(view.choices)[0])
