// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

class TestPipeline : public QObject
{
    Q_OBJECT
};

QTEST_APPLESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
