"""The words of each language: one TOML file each, data and no code. docs/claims.md says how to add one."""
