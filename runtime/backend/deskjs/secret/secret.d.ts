declare module 'deskjs' {
  /**
   * Encrypts text that the app keeps, with a key that the system keeps for the person who is logged in: on Linux the Secret Service (GNOME
   * Keyring, KWallet, KeePassXC), on macOS the keychain, on Windows DPAPI. Where nobody keeps keys, encryption fails: nothing is ever kept
   * as plain text unless setUsePlainTextEncryption(true) allows it. The first use may ask the person to unlock the keyring.
   */
  export interface SafeStorage {
    /** Whether encryptString will work. */
    isEncryptionAvailable(): boolean
    isAsyncEncryptionAvailable(): Promise<boolean>
    /** @throws Error with code ERR_ENCRYPTION_UNAVAILABLE */
    encryptString(plainText: string): Buffer
    /** The same, and the backend goes on meanwhile. */
    encryptStringAsync(plainText: string): Promise<Buffer>
    /** @throws Error with code ERR_DECRYPTION_FAILED if it was not encrypted with this app's key, or changed since */
    decryptString(encrypted: Uint8Array): string
    /** shouldReEncrypt: there is a better key than the one with which it was encrypted. */
    decryptStringAsync(encrypted: Uint8Array): Promise<{ shouldReEncrypt: boolean, result: string }>
    /**
     * Allows, where nobody keeps keys, a key that everybody can know: what is encrypted with it is not protected. Not allowed by default.
     * @platform Linux; elsewhere there always is somebody, and nothing changes
     */
    setUsePlainTextEncryption(usePlainText: boolean): void
    /** Who keeps the key; 'basic_text' if nobody does. @platform Linux @throws Error with code ERR_NOT_SUPPORTED elsewhere */
    getSelectedStorageBackend(): 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6'
  }

  export const safeStorage: SafeStorage
}
