"""What editors of the matrix choose further: its columns, the instrument it is published with, a note under it."""

import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_content_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="matrixpage",
            name="note",
            field=wagtail.fields.RichTextField(blank=True, verbose_name="ghi chú dưới bảng"),
        ),
        migrations.AddField(
            model_name="matrixpage",
            name="office_classes",
            field=models.JSONField(blank=True, default=list, verbose_name="nhóm cơ quan"),
        ),
        migrations.AddField(
            model_name="matrixpage",
            name="published_with",
            field=models.CharField(
                blank=True,
                help_text="Văn bản công bố ma trận này; để trống nếu chưa có.",
                max_length=200,
                verbose_name="công bố kèm theo",
            ),
        ),
    ]
