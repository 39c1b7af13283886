package desktop

import "github.com/deskjs/deskjs/runtime/desktop/service"

// services are all parts of the host that the backend may ask: a line each, in the order of the alphabet.
func services(h *host, from *service.Host) []service.Service {
	return []service.Service{
		lifecycleService(h),
		windowService(h),
	}
}
