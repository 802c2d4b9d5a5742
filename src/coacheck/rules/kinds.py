"""Kinds of products from the words of a matrix or a name: "Edible - Gummy" → gummy."""

from __future__ import annotations

import re
from typing import Literal

from coacheck.model import Category

_WORDS = {
    "gummy": "gummy gummies chew chews gelatin gelatins",
    "sweet": "cookie cookies brownie brownies chocolate chocolates candy candies caramel caramels lozenge mints",
    "capsule": "capsule capsules softgel softgels tablet tablets pill pills",
    "beverage": "beverage beverages drink drinks seltzer soda rtd shot",
    "tincture": "tincture tinctures drops sublingual",
    "topical": "cream creams lotion lotions salve balm ointment topical topicals patch soap roll-on transdermal",
    "flower": "flower flowers fleur bud buds pre-roll pre-rolls preroll prerolls joint shake trim plant popcorn"
    " blüte blüten hanfblüte hanfblüten cannabisblüten flor flores cogollos infiorescenza infiorescenze sommités",
    "vape": "vape vapes cartridge cartridges cart carts disposable vaporizer",
    "concentrate": "distillate isolate wax shatter resin rosin badder batter crumble hash kief rso sauce diamonds dab"
    " syringe syringes",
}  # fmt: skip
# What a general word leaves open.
_GENERAL = {
    "edible edibles infused ingestible ingestion mip": {"gummy", "sweet", "capsule", "beverage", "tincture"},
    "concentrate concentrates extract extracts derivative derivatives": {"concentrate", "vape", "tincture"},
    "oil oils huile": {"tincture", "vape", "concentrate", "topical"},
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_POSSIBLE = {word: kinds for words, kinds in _GENERAL.items() for word in words.split()}
_OF_CATEGORY: dict[Category, set[str]] = {
    "inhalable": {"flower", "vape", "concentrate"},
    "ingestible": {"gummy", "sweet", "capsule", "beverage", "tincture", "concentrate"},
    "topical": {"topical"},
    "other": set(_WORDS),
}
_TREATED = re.compile(r"fortified|sprayed|infused|enriched|moon\s?rock", re.IGNORECASE)
_MAY_BE_FRESH = re.compile(r"\b(?:biomass|wet|fresh(?:ly)?|whole[\s-]plant)\b", re.IGNORECASE)
_BEFORE_HARVEST = re.compile(r"\bpre[\s-]?harvest\b", re.IGNORECASE)
_FOOD_OF_SEED = {"oil", "oils", "hulled", "hearts", "flour", "protein", "powder", "meal", "cake"}
_DOSES = re.compile(r"\b\d+(?:\.\d+)?\s*mg\s*x\s*(\d{1,3})\b", re.IGNORECASE)
_STRAIN = re.compile(r"\b(?:ice|and|n|&)\s+cream\b", re.IGNORECASE)  # flower is named after sweets
# Cannabinoids that are made in a laboratory: the plant has traces of delta-8-THC at most (FDA, "5 Things to Know about
# Delta-8 Tetrahydrocannabinol", 2022), and of the others none.
MADE = (
    "delta_8_thc", "delta_10_thc", "delta_10r_thc", "delta_10s_thc", "hhc", "9r_hhc", "9s_hhc", "hhc_r", "hhc_s",
    "thcp", "thc_o", "delta_8_thc_o_acetate", "delta_9_thc_o_acetate", "hhcp", "9r_hhcp", "9s_hhcp",
)  # fmt: skip
MOST_OF_ITSELF = 1
"""% of them that flower can have without being treated."""
PLANT_ACIDS = ("thca", "cbda", "cbga")
LEAST_IN_FLOWER, MOST_IN_FLOWER = 1, 40
"""% of these acids that tell flower from what was heated, and from what was concentrated."""
_ONE_PER_PACKAGE = {"tincture", "topical", "beverage", "vape", "concentrate"}


def kinds_of(text: str | None, category: Category | None = None) -> frozenset[str]:
    """The kinds that the words name, as far as the category allows them; empty where they name none."""
    possible = _OF_CATEGORY[category or "other"]
    return frozenset(_KIND_OF[w] for w in _tokens(text) if w in _KIND_OF) & possible


def possible_kinds(text: str | None) -> frozenset[str]:
    """Also what a general word such as "edible" leaves possible, where no word names a kind."""
    return kinds_of(text) or frozenset(k for w in _tokens(text) for k in _POSSIBLE.get(w, ()))


def is_flower(text: str | None, category: Category | None) -> bool:
    return kinds_of(text, category) == {"flower"}


def is_treated(text: str | None) -> bool:
    """Sprayed, infused, moon rock: something was added to the flower."""
    return _TREATED.search(text or "") is not None


def is_cured(text: str | None) -> bool:
    """Flower as it is sold; a "plant", or biomass, may be as it grew."""
    parts = {w for w in _tokens(text) if _KIND_OF.get(w) == "flower"} - {"plant"}
    return bool(parts) and not may_be_fresh(text)


def may_be_fresh(text: str | None) -> bool:
    return _MAY_BE_FRESH.search(text or "") is not None


def stage(text: str | None) -> Literal["pre-harvest", "seed"] | None:
    """What is not yet goods: a crop before its harvest, and seeds to sow."""
    if _BEFORE_HARVEST.search(text or ""):
        return "pre-harvest"
    words = set(_tokens(text))
    return "seed" if words & {"seed", "seeds"} and not words & _FOOD_OF_SEED and not kinds_of(text) else None


def doses_in(name: str | None) -> int | None:
    """ "Bites (5 mg x 20)" is a package of 20 servings."""
    found = _DOSES.search(name or "")
    return int(found[1]) or None if found else None


def is_extract(text: str | None) -> bool:
    return "concentrate" in kinds_of(text) or bool({"concentrate", "extract"} & set(_tokens(text)))


def one_per_package(text: str | None, category: Category | None) -> bool:
    """A bottle, jar, can or cartridge: the unit that was measured is what is sold."""
    kinds = kinds_of(text, category)
    return bool(kinds) and kinds <= _ONE_PER_PACKAGE


def _tokens(text: str | None) -> list[str]:
    return re.findall(r"[a-zà-ÿ]+(?:-(?:roll|rolls|on))?", _STRAIN.sub(" ", text or "").lower())
