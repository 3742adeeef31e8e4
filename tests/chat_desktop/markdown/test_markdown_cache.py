from chat_desktop.markdown.cache import TreeCache


def test_a_text_is_read_once_per_revision() -> None:
    cache = TreeCache()
    first = cache.tree("k", 0, "*a*")
    assert cache.tree("k", 0, "*a*") is first
    assert cache.tree("k", 1, "*b*") is not first


def test_the_least_used_goes_first() -> None:
    cache = TreeCache(limit=2)
    a, b = cache.tree("a", 0, "*a*"), cache.tree("b", 0, "*b*")
    cache.tree("a", 0, "*a*")
    cache.tree("c", 0, "*c*")
    assert cache.tree("a", 0, "*a*") is a
    assert cache.tree("b", 0, "*b*") is not b
