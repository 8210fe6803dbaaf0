import { createTheme, type CSSVariablesResolver, DEFAULT_THEME, DrawerHeader, DrawerTitle, ModalHeader, ModalTitle, Notification } from '@mantine/core';

// The library's darkest orange is too pale to read on white; everything that warns is this shade.
const [o0, o1, o2, o3, o4, o5, o6, o7, o8] = DEFAULT_THEME.colors.orange;

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 9,
  colors: { orange: [o0, o1, o2, o3, o4, o5, o6, o7, o8, '#b33c08'] },
  fontFamily: 'Inter, "Helvetica Neue", Helvetica, Arial, sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } } },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Without a role they count as further banners of the page.
    ModalHeader: ModalHeader.extend({ defaultProps: { role: 'presentation' } }),
    DrawerHeader: DrawerHeader.extend({ defaultProps: { role: 'presentation' } }),
    ModalTitle: ModalTitle.extend({ defaultProps: { fw: 650, fz: 'lg' } }),
    DrawerTitle: DrawerTitle.extend({ defaultProps: { fw: 650, fz: 'lg' } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
  },
});

// Text that is not black still reads at 4.5 to 1 on white, on the grey of the navigation and on what is marked as active.
export const readableText: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-teal-9)',
    '--mantine-color-teal-light-color': '#066a4c',
    '--mantine-color-teal-filled-hover': '#066a4c',
    '--mantine-primary-color-filled-hover': '#066a4c',
  },
  dark: {},
});
