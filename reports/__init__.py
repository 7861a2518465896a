"""What we tell: every format is a pure function of one `reports.report.Report`."""
