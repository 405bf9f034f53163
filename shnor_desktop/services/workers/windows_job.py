"""A memory limit for this very process on Windows: a job object that it makes and joins itself."""

from __future__ import annotations

import ctypes
import sys

_PROCESS_MEMORY = 0x100
_DIE_ON_EXCEPTION = 0x400
_EXTENDED_LIMITS = 9


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_set", ctypes.c_size_t),
        ("most_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    )


def limits(size: int) -> ctypes.Structure:
    """What Windows is told: so many bytes for a process, and no window about its end."""
    told = _ExtendedLimits()
    told.basic.flags = _PROCESS_MEMORY | _DIE_ON_EXCEPTION
    told.process_memory = size
    return told


def limit_memory(size: int) -> None:
    """Hold this process to so many bytes; the system ends the job with the process."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        job, told = kernel.CreateJobObjectW(None, None), limits(size)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
