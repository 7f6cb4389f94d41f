from django.db import migrations, models


def undecide(apps, _):
    """Until now nobody could decide against a priority."""
    apps.get_model("questionnaire", "Mark").objects.filter(priority=False).update(priority=None)


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaire", "0005_parcels"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mark",
            name="priority",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.RunPython(undecide, migrations.RunPython.noop),
    ]
