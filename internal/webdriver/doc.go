// Package webdriver drives an app's windows in end-to-end tests, through WebKitWebDriver.
// It speaks the part of W3C WebDriver (https://www.w3.org/TR/webdriver2/) that tests
// need, on systems that have WebKitGTK. Only tests and scripts import it.
package webdriver
