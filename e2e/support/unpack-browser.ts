// Unpacks Chromium, its fonts and the libraries it needs into TMPDIR. A process of its own, because the package reads TMPDIR
// and this variable when it is imported, and changes the environment.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
const { default: chromium } = await import('@sparticuz/chromium')
await chromium.executablePath()

export {}
