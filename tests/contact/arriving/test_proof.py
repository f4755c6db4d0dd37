"""Whether the sender's domain vouches for a mail: only by the word of a server that the desk trusts (row E6)."""

import pytest

from contact.arriving.headers import split_head
from contact.arriving.proof import Verdicts, is_proven, ses_verdicts, trusted_server

SERVER = "mx.example-exchange.com"


def proven(*written: str, address: str = "ana@mail.example.net", server: str = SERVER) -> bool:
    head, _ = split_head("".join(f"Authentication-Results: {value}\r\n" for value in written).encode())
    return is_proven(head, address, server)


@pytest.mark.parametrize(
    "results",
    [
        "dmarc=pass (p=NONE) header.from=mail.example.net",
        "spf=fail smtp.mailfrom=other.example; dmarc=pass header.from=mail.example.net",
        "dkim=pass (2048-bit key) header.d=example.net header.s=a header.b=Xyz",
        "dkim=fail header.d=mail.example.net; dkim=pass header.d=mail.example.net",
        "dkim=pass header.i=@example.net",
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=ana@mail.example.net",
        "spf=pass smtp.mailfrom=mail.example.net",
        "DMARC/1 = PASS header.from=Mail.Example.NET",
    ],
)
def test_a_domain_vouches(results: str) -> None:
    """DMARC, or a signature or a sending server of the sender's own domain."""
    assert proven(f"{SERVER}; {results}")
    assert proven(f"{SERVER.upper()} 1; {results}")


@pytest.mark.parametrize(
    "results",
    [
        "none",
        "dmarc=fail header.from=mail.example.net",
        "dmarc=pass header.from=example.org",
        "dmarc=pass",
        "dkim=pass header.d=evil.example",
        "dkim=pass header.d=notexample.net",
        "dkim=pass header.d=net",
        "dkim=pass header.d=sub.mail.example.net",
        "spf=pass smtp.mailfrom=bulk.example",
        "spf=pass smtp.helo=mail.example.net",
        "spf=softfail smtp.mailfrom=mail.example.net",
        "iprev=pass policy.iprev=192.0.2.1",
        "spf=pass (dmarc=pass header.from=mail.example.net) smtp.mailfrom=evil.example",
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=mail.example.net; y"@evil.example',
        "spf=pass (unclosed; dmarc=pass header.from=mail.example.net",
    ],
)
def test_nobody_vouches(results: str) -> None:
    """Another domain's word, a failed check, or what a stranger wrote into his own address proves nothing."""
    assert not proven(f"{SERVER}; {results}")


def test_only_the_trusted_server_is_believed() -> None:
    """Everybody can write this header: another name, no name and a second one below the server's own count for nothing."""
    good = "dmarc=pass header.from=mail.example.net"
    assert not proven(f"mx.evil.example; {good}")
    assert not proven(f"{SERVER}; {good}", server="")
    assert not proven(f"{SERVER}; dmarc=fail header.from=mail.example.net", f"{SERVER}; {good}")
    assert proven("mx.evil.example; none", f"{SERVER}; {good}")
    assert not proven(f"{SERVER}; {good}", address="")


def test_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without FRONTDESK_MAIL_AUTHSERV nothing is proven."""
    monkeypatch.delenv("FRONTDESK_MAIL_AUTHSERV", raising=False)
    assert trusted_server() == ""
    monkeypatch.setenv("FRONTDESK_MAIL_AUTHSERV", " MX.Example-Exchange.com ")
    assert trusted_server() == SERVER


def test_verdicts_of_amazon() -> None:
    """A pass for DMARC proves the sender; a virus or spam makes it suspected; what is missing proves nothing."""

    def receipt(**verdicts: str) -> dict[str, object]:
        return {name: {"status": status} for name, status in verdicts.items()}

    assert ses_verdicts(receipt(dmarcVerdict="PASS", spamVerdict="PASS", virusVerdict="PASS")) == Verdicts(proven=True)
    assert ses_verdicts(receipt(dmarcVerdict="GRAY", dkimVerdict="PASS", spfVerdict="PASS")) == Verdicts()
    assert ses_verdicts(receipt(dmarcVerdict="PASS", virusVerdict="FAIL")) == Verdicts(proven=True, spam=True)
    assert ses_verdicts(receipt(spamVerdict="FAIL")) == Verdicts(spam=True)
    assert ses_verdicts({"dmarcVerdict": "PASS"}) == Verdicts()
