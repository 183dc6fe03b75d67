/** Text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection). */
export const harmlessText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
