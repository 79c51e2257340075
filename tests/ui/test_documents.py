from __future__ import annotations

from portfolio_app.ui.documents import documents_folder
from portfolio_app.ui.opening import free_place


def test_where_there_is_no_folder_of_documents_yet_things_lie_at_home(documents):
    assert documents_folder() == documents
    documents.rmdir()
    assert documents_folder() == documents.parent
    assert free_place("My portfolio").parent.is_dir()
