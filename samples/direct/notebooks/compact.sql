-- Databricks notebook source
-- Compacts the events of the last hours.
OPTIMIZE delta.`${path}`
