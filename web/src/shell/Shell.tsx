import { ActionIcon, AppShell, Avatar, Burger, Button, Group, Kbd, Menu, NavLink, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDevices, IconLogout, IconMessagePlus, IconSearch, IconSettings } from '@tabler/icons-react';
import { Suspense, useEffect } from 'react';
import { Link, NavLink as RouterLink, Outlet, useLocation } from 'react-router';
import { signOut } from '../hub/session';
import { Loading } from '../parts/Loading';
import { useLogInteraction } from '../screens/interaction/open';
import { role } from '../words/label';
import { Offline } from './Offline';
import { openPalette, Palette } from './Palette';
import { usePlaces } from './places';
import classes from './Shell.module.css';
import { useMay, useViewer } from './viewer';

/** The frame around every screen: where you are, a search that reaches everything, and logging an interaction from anywhere. */
export function Shell() {
  const [menuOpen, menu] = useDisclosure();
  const { pathname } = useLocation();
  const may = useMay();
  const logInteraction = useLogInteraction();
  const closeMenu = menu.close;
  useEffect(closeMenu, [pathname, closeMenu]);

  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !menuOpen } }} padding={{ base: 'md', sm: 'lg' }}>
      <a href="#main" className={classes.skip}>Skip to the main content</a>
      <AppShell.Header px="md" className={classes.header}>
        <Burger size="sm" hiddenFrom="sm" opened={menuOpen} onClick={menu.toggle} aria-label="Menu" aria-expanded={menuOpen} />
        <Text fw={700} w={{ sm: 184 }} className={classes.name}>Employer hub</Text>
        <UnstyledButton onClick={openPalette} className={classes.search} visibleFrom="sm">
          <IconSearch size={16} aria-hidden /> <span>Search employers, people, offers</span> <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <Group gap="sm" ml="auto" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray.8" size="lg" hiddenFrom="sm" aria-label="Search" onClick={openPalette}><IconSearch size={20} /></ActionIcon>
          {may('WRITE_ENGAGEMENT') && (
            <>
              <Button size="xs" visibleFrom="sm" leftSection={<IconMessagePlus size={16} />} onClick={() => logInteraction()}>Log interaction</Button>
              <ActionIcon size="lg" hiddenFrom="sm" aria-label="Log interaction" onClick={() => logInteraction()}><IconMessagePlus size={20} /></ActionIcon>
            </>
          )}
          <Account />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" bg="gray.0" aria-label="Places">
        {usePlaces().map(({ label, to, icon: Icon }) => {
          const here = to === '/' ? pathname === '/' : pathname.startsWith(to);
          return (
            <NavLink key={to} component={RouterLink} to={to} label={label} active={here} aria-current={here ? 'page' : undefined}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />} className={classes.place} />
          );
        })}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Offline />
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </AppShell.Main>
      <Palette />
    </AppShell>
  );
}

function Account() {
  const { user, organisation, roles } = useViewer();
  const name = user?.name ?? organisation.name;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton><VisuallyHidden>Account of {name}</VisuallyHidden><Avatar size={32} color="teal" name={name} aria-hidden /></UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="black">{name}</Text>
          <Text size="xs">{organisation.name} · {roles.map((each) => role[each]).join(', ')}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconDevices size={16} />} component={Link} to="/settings/sessions">My browsers</Menu.Item>
        <Menu.Item leftSection={<IconSettings size={16} />} component={Link} to="/settings/me">My settings</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
