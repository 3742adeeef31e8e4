"""The desktop around the windows: notifications, tray, badge, start at log-in, links."""
