"""The tree of errors is the one drawn at the top of its file."""

import holdsway.errors as errors


def drawn() -> dict[str, str]:
    """Each error in the drawing, with the one it hangs from."""
    parents: dict[str, str] = {}
    above: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        words = line.replace("├──", "   ").replace("└──", "   ").replace("│", " ")
        name = words.split()[0] if words.strip() else ""
        if name.endswith("Error"):
            depth = len(words) - len(words.lstrip())
            above = {d: n for d, n in above.items() if d < depth} | {depth: name}
            parents[name] = above[max(d for d in above if d < depth)] if len(above) > 1 else "Exception"
    return parents


def test_the_drawn_tree_is_the_real_one() -> None:
    real = {name: getattr(errors, name).__mro__[1].__name__ for name in errors.__all__}
    assert drawn() == real


def test_every_error_is_one_the_user_can_mend() -> None:
    assert all(issubclass(getattr(errors, name), errors.HoldswayError) for name in errors.__all__)
