import pytest
from django.test import Client

from questionnaire.models import Assessment
from tests import make

pytestmark = pytest.mark.django_db


def test_starting_makes_an_assessment_and_opens_its_first_question(client: Client) -> None:
    make.question(4)

    response = client.post("/")

    assert response.headers["Location"] == f"/degerlendirme/{Assessment.objects.get().pk}/soru/4/"
