declare module 'deskjs/test' {
  import nodeTest from 'node:test'

  /** What a test's function does; a promise is waited for. */
  type TestFunction = (context: import('node:test').TestContext) => void | Promise<void>
  interface TestOptions {
    /** Milliseconds until the test fails; those of `--timeout` by default. */
    timeout?: number
    /** How many of the tests within run at a time: 1 by default. */
    concurrency?: number | boolean
    /** Leaves it out; a text says why. */
    skip?: boolean | string
    /** Its failure does not count. */
    todo?: boolean | string
    /** With `--only`, nothing else runs. */
    only?: boolean
  }
  /** Makes a test for each case. `%s`, `%d`, `%j` and `$member` in the name are the case's. A case that is an array is taken apart. */
  type Each = <T>(cases: readonly T[]) => (name: string, fn: (...args: T extends readonly unknown[] ? [...T] : [T]) => void | Promise<void>) => void
  interface TestMaker {
    (name: string, fn: TestFunction): Promise<void>
    (name: string, options: TestOptions, fn: TestFunction): Promise<void>
    (fn: TestFunction): Promise<void>
    /** A test that is not run. */
    skip: TestMaker
    /** A test that may fail. */
    todo: TestMaker
    /** With `--only`, nothing else runs. */
    only: TestMaker
    each: Each
  }
  interface SuiteMaker {
    (name: string, fn: () => void | Promise<void>): Promise<void>
    (name: string, options: TestOptions, fn: () => void | Promise<void>): Promise<void>
    skip: SuiteMaker
    todo: SuiteMaker
    only: SuiteMaker
    each: Each
  }
  type Hook = (fn: (context: import('node:test').TestContext) => void | Promise<void>, options?: { timeout?: number }) => void

  /** Declares a test, as `node:test` does. */
  export const test: TestMaker
  /** The same as `test`. */
  export const it: TestMaker
  /** Groups tests. */
  export const describe: SuiteMaker
  /** The same as `describe`. */
  export const suite: SuiteMaker
  /** Runs once before the tests of a file or a suite. */
  export const before: Hook
  /** The same as `before`. */
  export const beforeAll: Hook
  /** Runs once after the tests of a file or a suite. */
  export const after: Hook
  /** The same as `after`. */
  export const afterAll: Hook
  export const beforeEach: Hook
  export const afterEach: Hook
  /** `node:test`'s mocks: functions, methods, timers. */
  export const mock: typeof nodeTest.mock

  /** A value that stands for many in `toEqual` and the like. */
  interface AsymmetricMatcher { asymmetricMatch(value: unknown): boolean }

  /** The matchers of values. Each throws an AssertionError that shows what differs. */
  interface Matchers<R = void> {
    /** The opposite. */
    not: Matchers<R>
    /** The same value, by Object.is. */
    toBe(expected: unknown): R
    /** Equal by structure; members that are undefined do not count. */
    toEqual(expected: unknown): R
    /** Equal by structure, undefined members and classes too. */
    toStrictEqual(expected: unknown): R
    /** Has these members, at every depth. */
    toMatchObject(expected: object): R
    toBeTruthy(): R
    toBeFalsy(): R
    toBeNull(): R
    toBeUndefined(): R
    toBeDefined(): R
    /** null or undefined. */
    toBeNullable(): R
    toBeNaN(): R
    toBeTypeOf(type: 'string' | 'number' | 'bigint' | 'boolean' | 'symbol' | 'undefined' | 'object' | 'function'): R
    toBeInstanceOf(type: abstract new (...args: never[]) => unknown): R
    toBeGreaterThan(number: number | bigint): R
    toBeGreaterThanOrEqual(number: number | bigint): R
    toBeLessThan(number: number | bigint): R
    toBeLessThanOrEqual(number: number | bigint): R
    /** To so many digits behind the point: 2 by default. */
    toBeCloseTo(number: number, digits?: number): R
    toBeOneOf(list: Iterable<unknown>): R
    /** A text has another in it, or a list a value. */
    toContain(item: unknown): R
    toContainEqual(item: unknown): R
    toHaveLength(length: number): R
    /** A path such as `'a.b[0]'`, or its parts. */
    toHaveProperty(path: string | readonly (string | number | symbol)[], value?: unknown): R
    toMatch(text: string | RegExp): R
    toSatisfy(test: (value: any) => boolean): R
    /** The function throws: any error, one whose message has a text in it or matches, one of a class, or one with these members. */
    toThrow(expected?: string | RegExp | Error | AsymmetricMatcher | object | (abstract new (...args: never[]) => unknown)): R
    toThrowError(expected?: string | RegExp | Error | AsymmetricMatcher | object | (abstract new (...args: never[]) => unknown)): R
    /** A mock function of `mock.fn()` was called. */
    toHaveBeenCalled(): R
    toHaveBeenCalledOnce(): R
    toHaveBeenCalledTimes(times: number): R
    toHaveBeenCalledWith(...args: unknown[]): R
    toHaveBeenLastCalledWith(...args: unknown[]): R
    /** n counts from 1. */
    toHaveBeenNthCalledWith(n: number, ...args: unknown[]): R
    toHaveReturned(): R
    toHaveReturnedTimes(times: number): R
    toHaveReturnedWith(value: unknown): R
    toHaveLastReturnedWith(value: unknown): R
    toBeCalled(): R
    toBeCalledTimes(times: number): R
    toBeCalledWith(...args: unknown[]): R
    /** As the snapshot in __snapshots__, which the first run writes and `--update-snapshots` replaces. */
    toMatchSnapshot(hint?: string): R
    /** As this text; its indentation does not count. */
    toMatchInlineSnapshot(text?: string): R
    toThrowErrorMatchingSnapshot(hint?: string): R
  }
  /** What `expect` gives for a value. */
  interface Expectation extends Matchers {
    not: Matchers
    /** Waits for a promise and looks at its value. */
    resolves: Matchers<Promise<void>>
    /** Waits for a promise's rejection and looks at the reason. */
    rejects: Matchers<Promise<void>>
  }
  interface Waiting {
    /** Milliseconds until it fails: 5000 by default. */
    timeout?: number
  }
  /** The matchers of locators: each waits until it holds. */
  interface LocatorMatchers {
    not: LocatorMatchers
    toBeVisible(options?: Waiting): Promise<void>
    /** Not visible, or not there. */
    toBeHidden(options?: Waiting): Promise<void>
    toBeAttached(options?: Waiting): Promise<void>
    toBeEnabled(options?: Waiting): Promise<void>
    toBeDisabled(options?: Waiting): Promise<void>
    toBeEditable(options?: Waiting): Promise<void>
    toBeChecked(options?: Waiting & { checked?: boolean }): Promise<void>
    toBeFocused(options?: Waiting): Promise<void>
    toBeInViewport(options?: Waiting): Promise<void>
    toBeEmpty(options?: Waiting): Promise<void>
    /** The whole text; white space counts as one space. */
    toHaveText(text: string | RegExp, options?: Waiting): Promise<void>
    toContainText(text: string | RegExp, options?: Waiting): Promise<void>
    toHaveValue(value: string | RegExp | readonly string[], options?: Waiting): Promise<void>
    toHaveAttribute(name: string, value?: string | RegExp): Promise<void>
    toHaveClass(...names: (string | RegExp)[]): Promise<void>
    toHaveId(id: string, options?: Waiting): Promise<void>
    /** A computed style, such as `('color', 'rgb(255, 0, 0)')`. */
    toHaveCSS(name: string, value: string | RegExp, options?: Waiting): Promise<void>
    toHaveRole(role: string, options?: Waiting): Promise<void>
    toHaveAccessibleName(name: string | RegExp, options?: Waiting): Promise<void>
    toHaveCount(count: number, options?: Waiting): Promise<void>
  }
  interface PictureOptions {
    /** How far two colours may be apart and still be the same, from 0 to 1: 0.1 by default. */
    threshold?: number
    /** How many of all points may differ, from 0 to 1: 0.001 by default. */
    maxDiffRatio?: number
    /** How many points may differ, in place of maxDiffRatio. */
    maxDiffPixels?: number
  }
  /** The matchers of windows: each waits until it holds. */
  interface WindowMatchers {
    not: WindowMatchers
    toHaveTitle(title: string | RegExp, options?: Waiting): Promise<void>
    /** A whole address, or a path such as '/about'. */
    toHaveURL(url: string | RegExp, options?: Waiting): Promise<void>
    /** As the picture in __snapshots__, which the first run writes. */
    toMatchScreenshot(name?: string, options?: PictureOptions): Promise<void>
    toMatchScreenshot(options?: PictureOptions): Promise<void>
  }
  interface Asymmetric {
    stringContaining(text: string): any
    stringMatching(pattern: string | RegExp): any
    arrayContaining(list: readonly unknown[]): any
    objectContaining(members: object): any
    closeTo(number: number, digits?: number): any
  }
  interface Expect extends Asymmetric {
    (actual: Locator, message?: string): LocatorMatchers
    (actual: Window, message?: string): WindowMatchers
    (actual: unknown, message?: string): Expectation
    /** Equals everything but null and undefined. */
    anything(): any
    /** Equals what is of a class or, by String, Number and so on, of a type. */
    any(type: unknown): any
    not: Asymmetric
    /** Adds matchers: functions of the value and their arguments that return `{ pass, message }`. */
    extend(matchers: Record<string, (actual: any, ...args: any[]) => { pass: boolean; message: () => string } | Promise<{ pass: boolean; message: () => string }>>): void
    /** The test fails if it ends with another number of expectations. */
    assertions(count: number): void
    /** The test fails if it ends without an expectation. */
    hasAssertions(): void
    fail(message?: string): never
    unreachable(message?: string): never
    /** Calls a function again until what it gives is as expected. */
    poll(fn: () => unknown, options?: { timeout?: number; interval?: number; message?: string }): Matchers<Promise<void>>
  }
  export const expect: Expect

  /** A finder of elements. Nothing is looked for before something is done; then it waits until that can be done. */
  interface Finders {
    /** By a CSS selector; open shadow trees are looked into. */
    locator(selector: string): Locator
    /** By what it is to assistive technology, such as 'button', 'link', 'textbox', 'heading'; name is its accessible name. */
    getByRole(role: string, options?: { name?: string | RegExp; exact?: boolean; level?: number; checked?: boolean; disabled?: boolean; expanded?: boolean; pressed?: boolean; selected?: boolean; hidden?: boolean }): Locator
    /** The innermost elements with this text, in any case unless exact. */
    getByText(text: string | RegExp, options?: { exact?: boolean }): Locator
    /** Fields by their label. */
    getByLabel(text: string | RegExp, options?: { exact?: boolean }): Locator
    getByPlaceholder(text: string | RegExp, options?: { exact?: boolean }): Locator
    getByTitle(text: string | RegExp, options?: { exact?: boolean }): Locator
    getByAltText(text: string | RegExp, options?: { exact?: boolean }): Locator
    /** By the attribute data-testid. */
    getByTestId(id: string | RegExp): Locator
  }
  interface ActionOptions {
    /** Milliseconds to wait until it can be done: 10000 by default. */
    timeout?: number
  }
  interface ClickOptions extends ActionOptions {
    button?: 'left' | 'middle' | 'right'
    modifiers?: ('Shift' | 'Control' | 'Alt' | 'Meta')[]
    /** In pixels from the element's top left; its middle by default. */
    position?: { x: number; y: number }
    /** Does not wait until the element is visible, enabled, still and not covered. */
    force?: boolean
  }
  interface Locator extends Finders {
    first(): Locator
    last(): Locator
    /** Counts from 0; -1 is the last. */
    nth(index: number): Locator
    or(other: Locator): Locator
    filter(options: { hasText?: string | RegExp; hasNotText?: string | RegExp; has?: Locator; visible?: boolean }): Locator
    click(options?: ClickOptions): Promise<void>
    dblclick(options?: ClickOptions): Promise<void>
    hover(options?: ClickOptions): Promise<void>
    /** Clicks a box that is not checked. */
    check(options?: ClickOptions): Promise<void>
    uncheck(options?: ClickOptions): Promise<void>
    focus(options?: ActionOptions): Promise<void>
    /** Presses the keys of a text, behind what is there. */
    type(text: string, options?: ActionOptions): Promise<void>
    /** Presses a key or several: 'Enter', 'a', 'Control+Shift+Z', 'ControlOrMeta+A'. */
    press(keys: string, options?: ActionOptions): Promise<void>
    /** Replaces what is written in a field, at once. */
    fill(value: string, options?: ActionOptions): Promise<void>
    clear(options?: ActionOptions): Promise<void>
    /** Chooses options of a `<select>` by value or label, and resolves to their values. */
    selectOption(values: string | readonly string[], options?: ActionOptions): Promise<string[]>
    /** Gives files to an `<input type=file>`: paths, or their contents. */
    setInputFiles(files: FileInput | readonly FileInput[], options?: ActionOptions): Promise<void>
    /** Drags the element onto another: with the pointer, or by HTML's drag events if it is draggable. */
    dragTo(target: Locator, options?: ActionOptions): Promise<void>
    scrollIntoView(options?: ActionOptions): Promise<void>
    /** Waits for a state: 'visible' by default. */
    waitFor(options?: { state?: 'visible' | 'hidden' | 'attached' | 'detached'; timeout?: number }): Promise<void>
    count(): Promise<number>
    all(): Promise<Locator[]>
    allTextContents(): Promise<string[]>
    textContent(): Promise<string>
    innerHTML(): Promise<string>
    inputValue(): Promise<string>
    getAttribute(name: string): Promise<string | null>
    boundingBox(): Promise<{ x: number; y: number; width: number; height: number }>
    isVisible(): Promise<boolean>
    isHidden(): Promise<boolean>
    isEnabled(): Promise<boolean>
    isDisabled(): Promise<boolean>
    isChecked(): Promise<boolean>
  }
  type FileInput = string | { name: string; type?: string; content?: string | Uint8Array }

  /** One window of an app under test, and its page. */
  export interface Window extends Finders {
    /** As in deskjs.json; '' if it has none. */
    readonly name: string
    title(): Promise<string>
    url(): Promise<string>
    /** The page's HTML. */
    content(): Promise<string>
    /** Runs a function in the page and resolves to what it returns. It sees the page's globals and its arguments, nothing of the test; both ways goes what JSON can hold. */
    evaluate<R, A extends unknown[]>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>
    evaluate(expression: string): Promise<any>
    /** Waits until a function returns something true in the page. */
    waitFor<R>(fn: (...args: any[]) => R, options?: ActionOptions & { args?: unknown[] }): Promise<Awaited<R>>
    /** Waits until the text is visible. */
    waitForText(text: string | RegExp, options?: { timeout?: number }): Promise<void>
    /** Waits until the page has loaded. */
    waitForLoad(timeout?: number): Promise<void>
    reload(): Promise<void>
    close(): Promise<void>
    focus(): Promise<void>
    /** A PNG of what the window shows; with a path it is written there too. */
    screenshot(options?: { path?: string }): Promise<Uint8Array>
    /** Takes pictures, one every 100 ms unless told otherwise, until the function that it resolves to is called: that writes an animated PNG. */
    record(options: { path: string; interval?: number }): Promise<() => Promise<Uint8Array>>
    readonly keyboard: { press(keys: string): Promise<void>; type(text: string): Promise<void> }
    /** The pointer, in the page's pixels. On Linux only: elsewhere locators send the page its events. */
    readonly mouse: { move(x: number, y: number): Promise<boolean>; down(x: number, y: number): Promise<boolean>; up(x: number, y: number): Promise<boolean>; wheel(x: number, y: number, deltaX: number, deltaY: number): Promise<boolean> }
  }

  /** A call of the api that a page has made. */
  interface Call {
    /** The function's name; before those of other modules than api stands the module's. */
    name: string
    arguments: unknown[]
    result?: any
    error?: { name?: string; message: string; code?: string; stack?: string }
    /** Milliseconds. */
    duration?: number
    /** It has not returned yet. */
    pending?: true
  }
  /** A request that a route answers. */
  interface RoutedRequest { url: string; method: string; headers: Record<string, string>; body?: string; json(): any }
  /** The answer: status 200 unless told otherwise. abort makes fetch reject. */
  interface RoutedAnswer { status?: number; headers?: Record<string, string>; body?: string; json?: unknown; abort?: boolean }

  /** A path, from the project's folder if it is relative; several where the app asks for `multiSelections`; `null` or `[]` cancels. */
  type OpenAnswer = string | readonly string[] | null
  /** A button by its label or by its number from 0, which `null` is for what cancels; with the box that the message may have. */
  type MessageAnswer = string | number | null | { response: string | number; checkboxChecked?: boolean }
  /** What dialogs answer: always the same, or what a function returns for the options of one. An error that it throws is the app's. */
  interface DialogAnswers {
    /** showOpenDialog and showOpenDialogSync. */
    open?: OpenAnswer | ((options: any) => OpenAnswer | Promise<OpenAnswer>)
    /** showSaveDialog and showSaveDialogSync: the whole path; `null` cancels. */
    save?: string | null | ((options: any) => string | null | Promise<string | null>)
    /** showMessageBox and showMessageBoxSync. */
    message?: MessageAnswer | ((options: any) => MessageAnswer | Promise<MessageAnswer>)
    /** showErrorBox: the app may show them. */
    error?: true
    /** showCertificateTrustDialog: the app may show them. */
    certificate?: true
  }
  /** A dialog that the app has shown. */
  interface ShownDialog {
    /** 'error' is showErrorBox. */
    kind: 'open' | 'save' | 'message' | 'error' | 'certificate'
    /** Those that the app gave, with the defaults of others; an error's text is `detail`. */
    options: any
  }
  /** A notification that the app has shown, with what it said of it. */
  interface ShownNotification {
    readonly id: string
    readonly groupId: string
    readonly title: string
    readonly subtitle: string
    readonly body: string
    readonly silent: boolean
    readonly sound: string
    readonly urgency: string
    readonly timeoutType: string
    readonly hasReply: boolean
    readonly replyPlaceholder: string
    readonly closeButtonText: string
    readonly actions: readonly { type: string; text?: string }[]
    /** The app or the test has closed it. */
    readonly closed: boolean
    /** The app hears 'click'. */
    click(): Promise<void>
    /** The app hears 'action'. index counts from 0. */
    action(index: number): Promise<void>
    /** The app hears 'reply'. It must have `hasReply`. */
    reply(text: string): Promise<void>
    /** The app hears 'close': by the user unless told otherwise. */
    close(reason?: 'userCanceled' | 'applicationHidden' | 'timedOut'): Promise<void>
  }
  /** What the app has given to another program. Addresses are whole: 'https://example.org/'. */
  interface Opened { by: 'openExternal' | 'openPath' | 'showItemInFolder'; url?: string; path?: string }

  /** An app that runs. It is closed after the test that has launched it, or after all if none did. */
  export interface App {
    /** The folder below which the app keeps its data. Give it to `launch` to start the app on it again. */
    readonly dataDir: string
    /** What the app has printed, and its pages' consoles. */
    readonly output: string
    /** Undefined while it runs. */
    readonly exitCode: number | undefined
    /** The requests that routes were asked for. */
    readonly requests: { url: string; method: string; from: 'page' | 'backend' }[]
    /** The dialogs that the app has shown so far, the last one last. */
    readonly dialogs: ShownDialog[]
    /** The notifications that the app has shown so far. None reaches the desktop. */
    readonly notifications: ShownNotification[]
    /** What the app has given to other programs so far, by shell and by links of its pages. Nothing is started. */
    readonly opened: Opened[]
    /** What stands for the system. */
    readonly fake: {
      /**
       * What dialogs answer from now on, besides what was said before; undefined takes an answer away. None is shown in a test: one without an answer fails the test.
       * `app.fake.dialog({ open: 'test/notes.txt', message: 'Delete' })`
       */
      dialog(answers: DialogAnswers): void
    }
    /** Waits for the first window, for one by its name in deskjs.json, or by index. */
    window(which?: string | number, options?: { timeout?: number }): Promise<Window>
    windows(): Promise<Window[]>
    /** Runs a function in the backend; its first argument is require. */
    evaluate<R, A extends unknown[]>(fn: (require: NodeJS.Require, ...args: A) => R, ...args: A): Promise<Awaited<R>>
    evaluate(expression: string): Promise<any>
    /** The calls of the api that pages have made so far, of one function if a name is given. */
    calls(name?: string): Promise<Call[]>
    /** Waits until a function of the api has been called and has returned, and resolves to its last call. */
    waitForCall(name: string, options?: { timeout?: number }): Promise<Call>
    /** Makes a function of the api return something else: a value, or what a function returns that runs in the backend. */
    mock(name: string, replacement: unknown): Promise<void>
    unmock(name: string): Promise<void>
    /** The time of the backend and the pages: it stands still until tick. */
    readonly clock: { install(options?: { now?: number | Date }): Promise<void>; tick(milliseconds: number): Promise<void>; setTime(time: number | Date): Promise<void>; restore(): Promise<void> }
    /** Answers what pages and the backend fetch from a URL: a text, in which * stands for what has no slash and ** for anything, an expression or a function. A handler that returns nothing leaves it to the route before, or to the network. */
    route(url: string | RegExp | ((url: string) => boolean), handler: RoutedAnswer | ((request: RoutedRequest) => RoutedAnswer | undefined | void | Promise<RoutedAnswer | undefined | void>)): Promise<void>
    /** Takes a route away, or all. */
    unroute(url?: string | RegExp): Promise<void>
    waitForExit(options?: { timeout?: number }): Promise<number>
    /** Closes the app's windows and resolves to its exit code. */
    close(): Promise<number>
  }
  /**
   * Builds the project's app for tests and starts it, with folders of its own for its data, and waits until its first window has loaded.
   * Without a screen, on Linux, it brings one (Xvfb).
   * @throws what keeps the app from being built, and where no window can be shown what to install
   */
  export function launch(options?: {
    /** Another project than the one that is tested. */
    dir?: string
    /** Variables of the environment, besides those of the test. */
    env?: Record<string, string>
    /** Where the app keeps its data: a new folder by default, which is removed in the end. */
    dataDir?: string
    /** Milliseconds to wait for the first window: 60000 by default. */
    timeout?: number
    /** false: resolves as soon as the app has been started. */
    waitForWindow?: boolean
  }): Promise<App>

  /** The time of the test's own process: it stands still until tick. `mock.timers` is the same by `node:test`'s names. */
  export const clock: {
    install(options?: { now?: number | Date; apis?: ('setTimeout' | 'setInterval' | 'setImmediate' | 'Date')[] }): void
    tick(milliseconds: number): void
    /** Lets promises settle in between. */
    tickAsync(milliseconds: number): Promise<void>
    setTime(time: number | Date): void
    runAll(): void
    restore(): void
  }
  /** Makes a folder that is removed when the tests of the file have ended. */
  export function temporaryFolder(prefix?: string): string
  /**
   * The page in which the tests of a file called `*.page.test.ts` run, empty before each. Such a file is built as the page is and sees what a page
   * sees; `test`, `describe`, hooks, `expect` and `mock.fn` are there as well, and nothing else of this module.
   */
  export const page: Finders & {
    screenshot(): Promise<Uint8Array>
    readonly keyboard: { press(keys: string): Promise<void>; type(text: string): Promise<void> }
  }
  /** Calls a function as a page would: `getContext()` in it, and in all that it starts, is this context. */
  export function withContext<R>(context: { window?: { id?: number; name?: string }; origin?: string; signal?: AbortSignal }, fn: () => R): R
  /** The events that the code under test has sent to pages by `emit` and `emitTo`, of one name if that is given. */
  export function emitted(name?: string): { name: string; value: any; target?: unknown }[]
  /** Forgets the events so far. */
  export function clearEmitted(): void
}
