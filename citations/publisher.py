"""Publishers as data: names as cited, hosts with their years, address patterns, slug rules, clocks, date markup."""
