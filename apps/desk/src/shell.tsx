import { Anchor, AppShell, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { auth } from "./auth.ts";
import { Language } from "./parts/door.tsx";
import { useSession } from "./session.tsx";
import { useSay } from "./speech.tsx";

const screens = [
  { to: "/", key: "desk.inbox" },
  { to: "/account", key: "desk.account" },
] as const;

/** What stands around every screen. Screens are links, so they open in tabs and their address can be sent. */
export function Shell() {
  const t = useSay();
  const { user, ended } = useSession();
  const [open, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const leave = async (): Promise<void> => {
    await auth("/sign-out", {});
    await ended();
  };
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !open } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <AppShell.Header px="md">
        <Anchor href="#work" className="skip">
          {t("desk.skip")}
        </Anchor>
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t("desk.menu")}
            />
            <Text fw={700}>Simpul</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Language />
            <Text size="sm" visibleFrom="sm">
              {user.name}
            </Text>
            <Button variant="subtle" size="compact-sm" onClick={() => void leave()}>
              {t("desk.signOut")}
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t("desk.menu")}>
        <Stack gap={2}>
          {screens.map(({ to, key }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={t(key)}
              active={path === to}
              aria-current={path === to ? "page" : undefined}
              onClick={close}
            />
          ))}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="work">
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
