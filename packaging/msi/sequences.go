package msi

// sequences returns the tables that say what happens when: Windows Installer's own actions, in the order that it asks for.
func sequences(searches bool) []table {
	type step struct {
		action string
		at     int
	}
	install := []step{
		{"FindRelatedProducts", 25}, {"LaunchConditions", 100}, {"ValidateProductID", 700}, {"CostInitialize", 800}, {"FileCost", 900}, {"CostFinalize", 1000},
		{"SetLocation", 1100}, {"MigrateFeatureStates", 1200}, {"InstallValidate", 1400}, {"InstallInitialize", 1500}, {"RemoveExistingProducts", 1525}, {"ProcessComponents", 1600},
		{"UnpublishFeatures", 1800}, {"RemoveRegistryValues", 2600}, {"RemoveShortcuts", 3200}, {"RemoveFiles", 3500}, {"InstallFiles", 4000}, {"CreateShortcuts", 4500},
		{"WriteRegistryValues", 5000}, {"RegisterUser", 6000}, {"RegisterProduct", 6100}, {"PublishFeatures", 6300}, {"PublishProduct", 6400}, {"InstallFinalize", 6600},
	}
	shown := []step{{"FindRelatedProducts", 25}, {"LaunchConditions", 100}, {"ValidateProductID", 700}, {"CostInitialize", 800}, {"FileCost", 900}, {"CostFinalize", 1000}, {"ExecuteAction", 1300}}
	if searches {
		install, shown = append(install, step{"AppSearch", 50}), append(shown, step{"AppSearch", 50})
	}
	list := []struct {
		name  string
		steps []step
	}{
		{"InstallExecuteSequence", install},
		{"InstallUISequence", shown},
		{"AdminExecuteSequence", []step{{"CostInitialize", 800}, {"FileCost", 900}, {"CostFinalize", 1000}, {"InstallValidate", 1400}, {"InstallInitialize", 1500}, {"InstallAdminPackage", 3900}, {"InstallFiles", 4000}, {"InstallFinalize", 6600}}},
		{"AdminUISequence", []step{{"CostInitialize", 800}, {"FileCost", 900}, {"CostFinalize", 1000}, {"ExecuteAction", 1300}}},
		{"AdvtExecuteSequence", []step{{"CostInitialize", 800}, {"CostFinalize", 1000}, {"InstallValidate", 1400}, {"InstallInitialize", 1500}, {"CreateShortcuts", 4500}, {"PublishFeatures", 6300}, {"PublishProduct", 6400}, {"InstallFinalize", 6600}}},
	}
	var tables []table
	for _, sequence := range list {
		t := table{name: sequence.name, columns: "Action:s72 Condition:S255 Sequence:I2", keys: 1}
		for _, s := range sequence.steps {
			t.rows = append(t.rows, []any{s.action, nil, s.at})
		}
		tables = append(tables, t)
	}
	return tables
}
