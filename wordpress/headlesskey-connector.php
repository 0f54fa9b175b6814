<?php
/**
 * Plugin Name: HeadlessKey Connector
 * License: GPL-2.0-or-later
 */
defined('ABSPATH') || exit;
