const key = 'hub.wanted';

/** Remembers in this tab which address somebody signs in for, in case the first attempt fails. */
export const keepWanted = (address: string) => sessionStorage.setItem(key, address);

/** The address that somebody signs in for. */
export const wanted = () => sessionStorage.getItem(key) ?? '/';
