package application

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// metrics lists this process and its backend. Pages are in processes of the system's own, which belong to no app.
func (a *application) metrics() ([]processMetric, error) {
	out, err := exec.Command("/bin/ps", "-axo", "pid=,ppid=,rss=,%cpu=").Output()
	if err != nil {
		return nil, err
	}
	found := []processMetric{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) != 4 {
			continue
		}
		pid, _ := strconv.Atoi(fields[0])
		parent, _ := strconv.Atoi(fields[1])
		if pid != os.Getpid() && parent != os.Getpid() {
			continue
		}
		m := processMetric{PID: pid, Type: "Utility", Name: "Backend", ServiceName: "deskjs.backend"}
		if pid == os.Getpid() {
			m.Type, m.Name, m.ServiceName = "Browser", "", ""
		}
		m.Memory.WorkingSet, _ = strconv.Atoi(fields[2])
		m.CPU.Percent, _ = strconv.ParseFloat(fields[3], 64)
		found = append(found, m)
	}
	return found, nil
}
