from registry.cache.shares import SHARES, share_of


def test_names_spread_over_all_shares_and_each_keeps_its_own() -> None:
    shares = [share_of(f"data/partners/{number}.yaml") for number in range(6400)]
    assert set(shares) == set(range(SHARES))
    assert max(map(shares.count, set(shares))) < 200
    assert share_of("data/network.yaml") == 25  # in every process
    assert share_of("\udcff") in range(SHARES)  # a name that is no UTF-8
