import { Anchor, AppShell, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { auth } from "./auth.ts";
import { Language } from "./parts/door.tsx";
import { useMe } from "./me.tsx";
import { screensOf } from "./nav.ts";
import { useSession } from "./session.tsx";
import { useSay } from "./speech.tsx";

/** What stands around every screen. Screens are links, so they open in tabs and their address can be sent. */
export function Shell() {
  const t = useSay();
  const { user, ended } = useSession();
  const here = useMe();
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
            <Text size="sm" visibleFrom="sm">
              {here.me.tenant.name}
            </Text>
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
          {[...screensOf(here), "account" as const].map((screen) => {
            const isHere = path === `/${screen}` || path.startsWith(`/${screen}/`);
            return (
              <NavLink
                key={screen}
                component={Link}
                to={`/${screen}`}
                label={t(`screen.${screen}`)}
                active={isHere}
                aria-current={isHere ? "page" : undefined}
                onClick={close}
              />
            );
          })}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="work">
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
