package devtools

import "encoding/json"

// Cookie is one cookie, as the protocol has it.
type Cookie struct {
	Name     string  `json:"name"`
	Value    string  `json:"value"`
	Domain   string  `json:"domain"`
	Path     string  `json:"path"`
	Secure   bool    `json:"secure"`
	HTTPOnly bool    `json:"httpOnly"`
	SameSite string  `json:"sameSite,omitempty"`
	Expires  float64 `json:"expires,omitempty"` // in Unix seconds; not above 0 is the end of the session
}

// Call calls a method of the protocol that is about more than this page.
func (p *Page) Call(method string, parameters any, done func(result []byte, err error)) {
	text, err := json.Marshal(parameters)
	if err != nil {
		done(nil, err)
		return
	}
	p.browser.Call(method, text, done)
}
