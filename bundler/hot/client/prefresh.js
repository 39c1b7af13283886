function preactRefresh() { return null }
